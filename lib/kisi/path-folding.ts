const shownSegmentsMax = 8;
const wordCharsMax = 32;

/** Digits that may be an id and nothing worse; longer runs may be card numbers. */
const shortNumber = /^\d{1,12}$/;
const plainWord = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
const hexRun = /^[0-9a-f]{8,}$/i;
const numberedName = /[-_]\d+$/;
/** Kisi writes paths in snake case, so long camel case is a random token. */
const mixedCase = /[a-z].*[A-Z]|[A-Z].*[a-z]/;

/**
 * The template of a path that the catalogue does not know: ids become `{id}`, so that a route stays a route however
 * many records it is called for. At most eight segments of 32 characters; the rest is `{rest}`.
 */
export function foldPath(segments: readonly string[]): string {
  const shown = segments.slice(0, shownSegmentsMax).map((segment) => (isWord(segment) ? segment : "{id}"));
  if (segments.length > shownSegmentsMax) shown.push("{rest}");
  return `/${shown.join("/")}`;
}

/** True if a segment may be a secret or name a person: all that is neither a word nor a short number. */
export function isOpaque(segment: string): boolean {
  return !shortNumber.test(segment) && !isWord(segment);
}

/** A part of the API's own vocabulary (`locks`, `v2`, `oauth2`), as opposed to an id, a token or a name. */
function isWord(segment: string): boolean {
  if (segment.length > wordCharsMax || !plainWord.test(segment)) return false;
  if (hexRun.test(segment) || numberedName.test(segment)) return false;
  if (segment.length >= 16 && mixedCase.test(segment)) return false;
  const digits = segment.replace(/\D/g, "").length;
  return digits === 0 || (digits < 3 && digits < segment.length && segment.length < 12);
}
