/** One spelling of a secret, folded to lower case. */
export type Needle = {
  /** The whole spelling. */
  readonly text: string;
  /** What is searched: the spelling, or its first characters if a part of it is to be found too. */
  readonly head: string;
  /** Only where no letter or digit stands beside it. */
  readonly alone: boolean;
  /** Base64 packs three bytes into four characters, so those beside the match may hold some bits of the secret. */
  readonly base64: boolean;
};

/** Shorter secrets are not searched for: a `1` under `pin` would wipe every `1`. Under their own key they are hidden. */
const secretCharsMin = 4;
/** Shorter secrets are searched for as whole words, and not encoded. */
const secretCharsToSearchAnywhere = 8;
/** From here on a beginning of the secret counts as the secret: messages like to quote the first half of a key. */
const secretCharsToSearchHead = 20;
const headChars = 12;

/** Values that are no secrets, though people and tests put them where secrets belong. */
const noSecrets = new Set(
  "null true false none undefined nil redacted [redacted] filtered [filtered] bearer basic password secret token".split(
    " ",
  ),
);

/** Every spelling under which a secret is hidden: raw, `+` for blanks, bytes as Latin-1, hex, base64 in three alignments. */
export function needlesOf(secret: string): readonly Needle[] {
  if (secret.length < secretCharsMin || noSecrets.has(secret.toLowerCase())) return [];
  if (secret.length < secretCharsToSearchAnywhere) return [plainNeedle(secret, true)];
  const bytes = Buffer.from(secret, "utf8");
  const raw = new Set([secret, bytes.toString("latin1")].flatMap((text) => [text, text.replaceAll(" ", "+")]));
  const hex = bytes.toString("hex");
  return [...[...raw].map((text) => plainNeedle(text, false)), plainNeedle(hex, false), ...base64Needles(bytes)];
}

/**
 * The same for a text that names a person: as a whole word only, and never a beginning of it, for that may be another's.
 */
export function needlesOfPerson(person: string): readonly Needle[] {
  // In hex and base64 each case of letters is another text: as it was typed, and as most programs keep e-mails.
  return [...new Set([person, person.toLowerCase()])].flatMap((typed) => {
    const hex = Buffer.from(typed, "utf8").toString("hex");
    return needlesOf(typed).map((needle) => ({
      ...needle,
      head: needle.text,
      alone: !needle.base64 && needle.text !== hex,
    }));
  });
}

/** ASCII letters to lower case: `toLowerCase` may change the length of other letters. */
export function foldCase(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  if (!/[^\u0000-\u007f]/.test(text)) return text.toLowerCase();
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function plainNeedle(text: string, alone: boolean): Needle {
  const folded = foldCase(text);
  const growing = !alone && folded.length >= secretCharsToSearchHead && !/\s|:\/\//.test(folded) && /\d/.test(folded);
  return { text: folded, head: growing ? folded.slice(0, headChars) : folded, alone, base64: false };
}

/** The characters of the base64 text that depend on the secret alone, wherever the secret stands in what was encoded. */
function base64Needles(bytes: Buffer): Needle[] {
  const spellings = [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    const core = encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    return [core, core.replaceAll("+", "-").replaceAll("/", "_")];
  });
  return [...new Set(spellings)].map((text) => ({ ...plainNeedle(text, false), base64: true }));
}
