/** What a page or a log would not show, or show in the wrong order: controls, bidi and zero-width marks, separators. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/** Most texts are printable ASCII, and need no closer look. */
const unusual = /[^ -~]/;
const lineBreaks = /[\t\n\r]+/g;

/** Writes invisible characters out (`\u202e`), so that a text is one line and reads as it is stored. */
export function escapeInvisible(text: string): string {
  if (!unusual.test(text)) return text;
  return text.toWellFormed().replace(lineBreaks, " ").replace(invisible, escapeCharacter);
}

/** A JSON string literal that shows no invisible character either. */
export function quoteJson(text: string): string {
  const quoted = JSON.stringify(text);
  return unusual.test(quoted) ? quoted.replace(invisible, escapeCharacter) : quoted;
}

/** At most `charsMax` UTF-16 units, ending in an ellipsis if something was cut, never with half a character. */
export function capText(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  return `${dropHalfCharacter(text.slice(0, charsMax - 1))}…`;
}

function dropHalfCharacter(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}

function escapeCharacter(character: string): string {
  return character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** At most `bytesMax` bytes of UTF-8, cut as `capText` does. */
export function capBytes(text: string, bytesMax: number): string {
  const bytes = Buffer.from(text, "utf8");
  if (bytes.length <= bytesMax) return text;
  // Decoding as a stream leaves out the character that the cut went through.
  return `${new TextDecoder().decode(bytes.subarray(0, bytesMax - 3), { stream: true })}…`;
}
