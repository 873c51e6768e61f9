const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const date = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]{5,15}(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const tokenAlphabet = /^[\w.~+/=-]{16,}$/;
const lettersAlone = /^[A-Za-z]{20,}$/;
const oneWord = /^(?:[A-Z]?[a-z]+|[A-Z]+)$/;
const hexDigest = /^[0-9a-f]{32,}$/i;
const longToken = /^[\w.~+/=-]{40,}$/;

/** True if an unknown text could be a key or token: 16 or more characters of letters and digits, no UUID, no date. */
export function looksLikeToken(text: string): boolean {
  if (lettersAlone.test(text)) return !oneWord.test(text);
  return tokenAlphabet.test(text) && /\d/.test(text) && /[A-Za-z]/.test(text) && !uuid.test(text) && !date.test(text);
}

/** Stricter, for texts that stand under a harmless name: a hex digest, or 40 characters of mixed case and digits. */
export function isSurelyToken(text: string): boolean {
  if (hexDigest.test(text)) return /\d/.test(text) && /[a-f]/i.test(text);
  return longToken.test(text) && /\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text);
}

const word = /^[A-Za-z_*.+-]{0,40}$/;
const number = /^[+-]?\d{1,14}(?:\.\d{1,9})?$/;

/** True for what harmless parameters hold: a word, number, date or UUID, or a list of them. */
export function isPlainValue(text: string): boolean {
  return text
    .split(/[,\s]+/)
    .every(
      (item) => number.test(item) || (word.test(item) && !looksLikeToken(item)) || date.test(item) || uuid.test(item),
    );
}

const proseWord = /^(?:[a-z]{1,20}|[A-Z][a-z]{0,19}|[A-Z]{1,6}|[a-z]{1,10}'[a-z]{1,2}|\d{1,3}|\[redacted\])$/;

/** True for a message made of words and small numbers alone (`is too short (minimum is 8 characters)`). */
export function isProse(text: string): boolean {
  return text.length <= 300 && text.split(/[\s.,:;()!?/"|&·–—-]+/).every((word) => word === "" || proseWord.test(word));
}
