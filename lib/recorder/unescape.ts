/** A text with its escapes taken back, and for each of its UTF-16 units where that began in the original. */
export type Unescaped = { readonly text: string; readonly starts: Uint32Array };

const escapes =
  /%[0-9a-f]{2}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\u\{[0-9a-f]{1,6}\}|\\["'\\/bfnrt]|&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-f]{1,6});/gi;

const named = new Map([
  ["\\b", "\b"],
  ["\\f", "\f"],
  ["\\n", "\n"],
  ["\\r", "\r"],
  ["\\t", "\t"],
  ["&amp;", "&"],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&apos;", "'"],
]);

/**
 * Takes back one layer of URL, JSON and HTML escapes; null if there are none. Each `%xx` becomes one unit, so UTF-8
 * comes out as Latin-1: whoever searches must look for that form too.
 */
export function unescapeOnce(text: string): Unescaped | null {
  // The `&` of a query is none, and what comes below costs more than the search for one.
  if (!/[%\\&]/.test(text) || text.search(escapes) === -1) return null;
  let out = "";
  let from = 0;
  const starts = new Uint32Array(text.length + 1);
  const keepUntil = (end: number) => {
    for (let at = from; at < end; at++) starts[out.length + at - from] = at;
    out += text.slice(from, end);
  };
  for (const match of text.matchAll(escapes)) {
    keepUntil(match.index);
    const character = characterOf(match[0]);
    for (let unit = 0; unit < character.length; unit++) starts[out.length + unit] = match.index;
    out += character;
    from = match.index + match[0].length;
  }
  keepUntil(text.length);
  starts[out.length] = text.length;
  return { text: out, starts };
}

function characterOf(written: string): string {
  if (written.startsWith("%")) return String.fromCharCode(Number.parseInt(written.slice(1), 16));
  const known = named.get(written.toLowerCase());
  if (known !== undefined) return known;
  const hex = /^(?:\\[ux]\{?|&#x)([0-9a-f]+)/i.exec(written)?.[1];
  if (hex !== undefined) return fromCodePoint(Number.parseInt(hex, 16));
  const decimal = /^&#(\d+)/.exec(written)?.[1];
  return decimal === undefined ? written.slice(1) : fromCodePoint(Number(decimal));
}

function fromCodePoint(code: number): string {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : "\ufffd";
}
