import { AppError } from "#lib/errors";

/** A half-open span of time `[fromMs, toMs)`, epoch ms. */
export type Range = { readonly fromMs: number; readonly toMs: number };

/** The offered spans; the abbreviation stands in URLs (`last=24h`). */
export const rangePresets = [
  { last: "15m", label: "Last 15 minutes", ms: 15 * 60_000 },
  { last: "1h", label: "Last hour", ms: 3_600_000 },
  { last: "6h", label: "Last 6 hours", ms: 6 * 3_600_000 },
  { last: "24h", label: "Last 24 hours", ms: 24 * 3_600_000 },
  { last: "7d", label: "Last 7 days", ms: 7 * 86_400_000 },
  { last: "30d", label: "Last 30 days", ms: 30 * 86_400_000 },
  { last: "90d", label: "Last 90 days", ms: 90 * 86_400_000 },
] as const;
export type RangePreset = (typeof rangePresets)[number]["last"];

export const defaultRangePreset: RangePreset = "24h";

/** How a range is written: relative ranges stay relative until someone asks "as of now". */
export type RangeToken = {
  readonly last?: string | null | undefined;
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
};

/**
 * Turns a written range into epoch ms against one `nowMs`. `last` wins over `from` and `to`; `to` defaults to now;
 * nothing at all means the last 24 hours. Throws `bad_input` naming the field for anything else.
 */
export function resolveRange(token: RangeToken, nowMs: number): Range {
  if (token.last) {
    const preset = rangePresets.find(({ last }) => last === token.last);
    if (!preset) throw badRange("last", `must be one of ${rangePresets.map(({ last }) => last).join(", ")}`);
    return { fromMs: nowMs - preset.ms, toMs: nowMs };
  }
  if (!token.from && !token.to) return resolveRange({ last: defaultRangePreset }, nowMs);
  if (!token.from) throw badRange("from", "is missing: give both from and to, or last=24h");
  const fromMs = parseInstant("from", token.from);
  const toMs = token.to ? parseInstant("to", token.to) : nowMs;
  if (fromMs >= toMs) throw badRange("from", "must be before to");
  return { fromMs, toMs };
}

const epochMs = /^\d{1,15}$/;
const isoWithZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;
const isoDate = /^\d{4}-\d{2}-\d{2}$/;

function parseInstant(path: string, text: string): number {
  if (epochMs.test(text)) return Number(text);
  const ms = isoWithZone.test(text) || isoDate.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) {
    throw badRange(path, "must be ISO 8601 with a zone (2026-01-31T12:00:00Z) or epoch milliseconds");
  }
  return ms;
}

function badRange(path: string, message: string): AppError {
  return new AppError("bad_input", `${path} ${message}`, { errors: [{ path, message }] });
}
