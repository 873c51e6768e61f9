import { z } from "zod";
import { externalKeyOf, nearOfId } from "#lib/ingest/external-key";
import type { IngestContext } from "#lib/ingest/ingest-context";
import { type CallHint, type IngestedAttempt, noExchange } from "#lib/ingest/ingested-attempt";
import { quote, Refusal } from "#lib/ingest/refusal";
import { endingOf } from "#lib/ingest/told-ending";
import { readTime, settleTime } from "#lib/ingest/told-time";
import { readPath } from "#lib/ingest/told-url";

const dayMs = 86_400_000;
const attemptsMax = 1_000;
const messageCharsMax = 2_000;

/** `is missing`, or what the value must be. */
const must = (be: string) => ({
  error: ({ input }: { readonly input?: unknown }) => (input === undefined ? "is missing" : `must be ${be}`),
});
const text = (charsMax: number, be = `a text of 1 to ${charsMax} characters`) =>
  z.string(must(be)).min(1, must(be)).max(charsMax, must(be));
const matching = (pattern: RegExp, be: string) => z.string(must(be)).regex(pattern, must(be));
const whole = (min: number, max: number, be = `a whole number from ${min} to ${max}`) =>
  z.int(must(be)).min(min, must(be)).max(max, must(be));
const milliseconds = (max: number, be: string) => z.number(must(be)).min(0, must(be)).max(max, must(be));

/** One attempt in NDJSON. Null stands for "absent" wherever a field may be absent. */
export const ndjsonRecordSchema = z.strictObject(
  {
    startedAt: z.union([z.string(), z.number()], must("an ISO 8601 time or epoch milliseconds")),
    method: matching(/^[A-Za-z][A-Za-z-]{0,19}$/, "an HTTP method such as GET"),
    url: text(65_536, "a path or an absolute URL"),
    status: whole(100, 599, "an HTTP status from 100 to 599, or null if there was no answer").nullish(),
    latencyMs: milliseconds(dayMs, "a number of milliseconds from 0 to one day (86400000)"),
    callId: matching(/^[\w.:@-]{1,100}$/, "1 to 100 letters, digits and . _ : @ -").nullish(),
    attempt: whole(1, attemptsMax).nullish(),
    final: z.boolean(must("true or false")).nullish(),
    errorCode: matching(/^[\w.:-]{1,60}$/, "1 to 60 letters, digits and . _ : -").nullish(),
    errorMessage: z.string(must("a text")).nullish(),
    error: z.string(must("a text")).nullish(),
    retryAfterMs: milliseconds(Number.MAX_SAFE_INTEGER, "a number of milliseconds, at least 0").nullish(),
    credential: text(500).nullish(),
    id: text(200).nullish(),
  },
  { error: (issue) => (issue.code === "unrecognized_keys" ? undefined : "is not an object") },
);
type NdjsonRecord = z.infer<typeof ndjsonRecordSchema>;

/** Turns one parsed record into an attempt, or says why it cannot. */
export function readRecord(json: unknown, line: number, context: IngestContext): IngestedAttempt | Refusal {
  const parsed = ndjsonRecordSchema.safeParse(json);
  if (!parsed.success) return new Refusal(messageOf(parsed.error));
  const record = parsed.data;
  const told = readTime(record.startedAt);
  if (told instanceof Refusal) return told;
  const time = settleTime(told, context);
  if (time instanceof Refusal) return time;
  const path = readPath(record.url, context.hosts);
  if (path instanceof Refusal) return path;
  if (record.status === undefined && !record.error)
    return new Refusal("status is missing: send null if no answer came");
  return attemptOf(record, { ...time, path, line }, context);
}

function attemptOf(
  record: NdjsonRecord,
  settled: Pick<IngestedAttempt, "startedAtMs" | "toldStartedAtMs" | "path" | "line">,
  context: IngestContext,
): IngestedAttempt {
  const status = record.status ?? null;
  return {
    source: "ndjson",
    externalKey: record.id ? externalKeyOf(context, "ndjson", record.id, nearOfId(record.id)) : null,
    hint: hintOf(record, context),
    ...settled,
    method: record.method.toUpperCase(),
    status,
    ...endingOf(status, record.error || null),
    latencyMs: record.latencyMs,
    ttfbMs: null,
    retryAfterMs: record.retryAfterMs ?? null,
    errorCode: record.errorCode ?? null,
    errorMessage: (record.errorMessage || record.error || "").slice(0, messageCharsMax) || null,
    credential: record.credential ?? null,
    ...noExchange,
  };
}

function hintOf({ callId, attempt, final }: NdjsonRecord, context: IngestContext): CallHint {
  if (callId) return { kind: "named", callId, attempt: attempt ?? null, final: final ?? null };
  return { kind: "alone", callId: context.newCallId(), attempt: attempt ?? 1, final: final ?? true };
}

function messageOf({ issues }: z.ZodError): string {
  const [issue] = issues;
  if (!issue) return "is not a sound record";
  if (issue.code === "unrecognized_keys") return `has the unknown field ${quote(issue.keys[0] ?? "")}`;
  return issue.path.length === 0 ? issue.message : `${String(issue.path[0])} ${issue.message}`;
}
