/** The last words of the paths that move doors, or reboot what moves them, without their underscores. */
const doorVerbs = new Set([
  "unlock",
  "lockdown",
  "cancellockdown",
  "firsttoarrive",
  "lasttoleave",
  "trigger",
  "reboot",
]);

/** The words that stand behind a token in Kisi's paths. */
const tokenVerbs = new Set(["assign", "activatewithtoken"]);

const decodingsMax = 3;
const shortNumber = /^\d{1,12}$/;

/**
 * True if the segment reads as a door verb however it is written: `Unlock`, `unlock.json`, `%75nlock`, `lock-down`,
 * `1%2Funlock`, `unlock;v=1`. An upstream may understand a spelling that Kisi's catalogue does not have, and a door
 * that opens twice is worse than a call that is not retried.
 */
export function isDoorVerb(segment: string): boolean {
  return wordsOf(segment).some((word) => doorVerbs.has(word));
}

/** True if the segment says, in any spelling, that the one before it is a token. */
export function isTokenVerb(segment: string): boolean {
  return wordsOf(segment).some((word) => tokenVerbs.has(word));
}

function wordsOf(segment: string): string[] {
  if (shortNumber.test(segment)) return [];
  return decodeRepeatedly(segment)
    .toLowerCase()
    .split(/[^a-z0-9_-]+/)
    .map((word) => word.replace(/[_-]+/g, ""));
}

// Byte by byte and for ASCII alone, because decodeURIComponent throws at the first bad escape.
function decodeRepeatedly(text: string): string {
  let decoded = text;
  for (let round = 0; round < decodingsMax && decoded.includes("%"); round++) {
    decoded = decoded.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
  return decoded;
}
