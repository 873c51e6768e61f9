import { deadlineMsAllowed, deadlineMsDefault, retriesMaxAllowed } from "#lib/kisi/outbound-request";
import type { Priority } from "#lib/model/priorities";
import type { RawHeaders } from "#lib/outbound/exchange";
import { findHeader } from "#lib/outbound/raw-headers";
import { retriesMaxDefault } from "#lib/outbound/retry";

/** How hard the caller wants Ajar to try, from its `X-Ajar-*` headers. */
export type CallOptions = {
  readonly retriesMax: number;
  readonly deadlineMs: number;
  readonly repeatSafe: boolean;
  readonly priority: Priority;
  readonly guardOff: boolean;
};

type Read = { readonly ok: true; readonly options: CallOptions } | { readonly ok: false; readonly reason: string };

/** Reads the per-call headers; a value that cannot be meant is refused rather than guessed. */
export function readCallOptions(headers: RawHeaders): Read {
  const retriesMax = readWhole(findHeader(headers, "x-ajar-retries"), 0, retriesMaxAllowed, retriesMaxDefault);
  if (retriesMax === null) return refuse(`X-Ajar-Retries must be a whole number from 0 to ${retriesMaxAllowed}`);
  const deadlineMs = readWhole(findHeader(headers, "x-ajar-deadline"), 1, deadlineMsAllowed, deadlineMsDefault);
  if (deadlineMs === null) return refuse(`X-Ajar-Deadline must be milliseconds from 1 to ${deadlineMsAllowed}`);
  const repeatSafe = readWord(headers, "x-ajar-repeat-safe", ["false", "true"]);
  if (repeatSafe === null) return refuse("X-Ajar-Repeat-Safe must be true or false");
  const priority = readWord(headers, "x-ajar-priority", ["normal", "high", "low"]);
  if (priority === null) return refuse("X-Ajar-Priority must be high, normal or low");
  const guard = readWord(headers, "x-ajar-guard", ["on", "off"]);
  if (guard === null) return refuse("X-Ajar-Guard must be off, or on as it is without the header");
  const options = { retriesMax, deadlineMs, repeatSafe: repeatSafe === "true", priority, guardOff: guard === "off" };
  return { ok: true, options };
}

/** The first of `words` if the header is absent; null for any other word. */
function readWord<const W extends string>(headers: RawHeaders, name: string, words: readonly [W, ...W[]]): W | null {
  const text = findHeader(headers, name)?.trim().toLowerCase();
  return text === undefined ? words[0] : (words.find((word) => word === text) ?? null);
}

function readWhole(text: string | null, min: number, max: number, absent: number): number | null {
  if (text === null) return absent;
  if (!/^\s*\d{1,9}\s*$/.test(text)) return null;
  const value = Number(text);
  return value >= min && value <= max ? value : null;
}

function refuse(reason: string): Read {
  return { ok: false, reason };
}
