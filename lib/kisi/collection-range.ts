/** Which part of a list Kisi answered with. `start` and `end` are null for an empty list. */
export type CollectionRange = { readonly start: number | null; readonly end: number | null; readonly total: number };

const collectionRange = /^(?:(\d{1,15})-(\d{1,15})|\*)\/(\d{1,15})$/;

/**
 * Reads `X-Collection-Range`: `0-9/200`, or `*` + `/0` for an empty list. The range is the one that was asked for, so
 * its end may lie past the total (`10-19/15`). Anything else is null.
 */
export function parseCollectionRange(value: string | null): CollectionRange | null {
  const parts = value === null ? null : collectionRange.exec(value.trim());
  if (!parts) return null;
  const [, start, end, total] = parts;
  return {
    start: start === undefined ? null : Number(start),
    end: end === undefined ? null : Number(end),
    total: Number(total),
  };
}
