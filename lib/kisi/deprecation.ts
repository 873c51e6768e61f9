import type { RawHeaders } from "#lib/outbound/exchange";
import { findHeader } from "#lib/outbound/raw-headers";

export type Deprecation = {
  /** Since when the operation is deprecated: an ISO date where one could be read, else the header as it came. */
  readonly deprecation: string | null;
  /** After which day it may vanish, written alike. */
  readonly sunset: string | null;
};

const rawCharsMax = 100;
const epochSeconds = /^@(-?\d{1,11})$/;
/** `Sun, 11 Nov 2018 23:59:59 GMT`, the form that RFC 9110 asks senders for. */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const isoDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2}))?$/;

/**
 * Reads `Deprecation` (RFC 9745 `@1767225600`, its drafts' `true` and HTTP date) and `Sunset` (RFC 8594, HTTP date),
 * ISO dates too, because Kisi does not publish the form it sends. At most 100 characters of anything else.
 */
export function readDeprecation(headers: RawHeaders): Deprecation {
  return {
    deprecation: readDate(findHeader(headers, "deprecation")),
    sunset: readDate(findHeader(headers, "sunset")),
  };
}

function readDate(value: string | null): string | null {
  const text = value?.trim() ?? "";
  if (text === "") return null;
  const ms = parseDate(text);
  return Number.isNaN(ms) ? text.slice(0, rawCharsMax) : new Date(ms).toISOString();
}

function parseDate(text: string): number {
  const seconds = epochSeconds.exec(text)?.[1];
  if (seconds !== undefined) return new Date(Number(seconds) * 1_000).getTime();
  return httpDate.test(text) || isoDate.test(text) ? Date.parse(text) : Number.NaN;
}
