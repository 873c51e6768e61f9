import { AppError } from "#lib/errors";
import type { AttemptFilter } from "#lib/model/filter";
import type { Report, ReportSpec } from "#lib/model/report";
import { chooseCalls } from "#lib/reports/choose-calls";
import { describeFilter } from "#lib/reports/describe-filter";
import { freezeAttempts } from "#lib/reports/freeze-attempts";
import { readCalls } from "#lib/reports/read-calls";
import { readBase, readControl, readFix, readRepeatSums } from "#lib/reports/read-control";
import { readFilter } from "#lib/reports/read-filter";
import { readTimeline } from "#lib/reports/read-timeline";
import { createReportRedaction } from "#lib/reports/redaction";
import type { ReportDeps } from "#lib/reports/report-deps";
import { retryPolicy } from "#lib/reports/retry-policy";
import { createTally, type ErrorKind, type Tally } from "#lib/reports/tally";
import { withWords } from "#lib/reports/with-words";
import { countBuckets } from "#lib/time/bucket";
import type { Range } from "#lib/time/range";
import { readStats } from "#lib/traffic/read-stats";

const callsMax = 10;
const errorsListed = 40;
const routesListed = 30;
const sendersListed = 20;
/** By the hour where that can be read; bars of other widths people would have to work out. */
const barWidths = [60, 300, 3_600, 10_800, 86_400] as const;
const barsMax = 60;

type Progress = { readonly onProgress: (attempts: number) => void; readonly signal: AbortSignal };

/**
 * Freezes the attempts that a draft is about and counts the report from them. What the report says of other traffic, as
 * a control, is read in the same moment. Throws the signal's reason when it aborts.
 */
export async function gatherReport(
  deps: ReportDeps,
  id: string,
  spec: ReportSpec,
  progress: Progress,
): Promise<Report> {
  const range = { fromMs: spec.fromMs, toMs: spec.toMs };
  const filter = readFilter(spec.filter);
  const redaction = createReportRedaction(deps, spec.hide);
  const seconds = chooseBarSeconds(range);
  const tally = createTally(range, seconds);
  await deps.store.deleteReportParts(id);
  const attachments = await freezeAttempts(deps.store, {
    ...{ report: id, range, filter, breathe: deps.breathe, ...progress },
    redact: redaction.attempt,
    onAttempt: tally.add,
  });
  const errors = tally.errors();
  const calls = await readCalls(deps, chooseCalls(errors, callsMax), { redaction, ...spec });
  const [base, control, repeats, fix, latency, sender, timeline] = await Promise.all([
    readBase(deps.store, range, filter),
    readControl(deps.store, range),
    readRepeatSums(deps.store, range),
    spec.fixedAtMs === null ? null : readFix(deps.store, range, filter, spec.fixedAtMs),
    readLatency(deps, range, filter),
    deps.readSender(),
    readTimeline(deps.store, range, filter),
  ]);
  const facts: Omit<Report, "title" | "claim" | "told"> = {
    format: "ajar-report/1",
    template: spec.template,
    gatheredAt: iso(deps.clock.now()),
    range: { from: iso(range.fromMs), to: iso(range.toMs) },
    selection: {
      words: redaction.text(describeFilter(spec.filter)),
      filter: hideValues(spec.filter, redaction.text),
      base: base?.all ?? null,
    },
    sender: {
      ...sender,
      ...sendersOf(deps, tally, redaction.text),
      ajarVersion: deps.version,
      upstream: deps.upstream,
    },
    totals: { ...tally.totals(), ...latency },
    failures: failuresOf(tally, seconds),
    routes: tally
      .routes()
      .filter(({ failures }) => failures > 0)
      .slice(0, routesListed)
      .map(({ key, ...counts }) => ({ route: key, ...counts, base: base?.attemptsByRoute.get(key) ?? null })),
    errors: errors.slice(0, errorsListed).map(errorOf),
    moreErrors: tally.moreErrors() + errors.slice(errorsListed).reduce((sum, { attempts }) => sum + attempts, 0),
    calls,
    control,
    repeats,
    retryPolicy: [...retryPolicy],
    fix: fix && { ...fix, lastBadAt: isoOrNull(tally.lastBadAtMs()) },
    timeline: timeline.map((event) => ({ ...event, text: redaction.text(event.text) })),
    attachments,
  };
  return withWords(facts, spec, redaction.text);
}

function chooseBarSeconds(range: Range): number {
  return barWidths.find((seconds) => countBuckets(range, seconds) <= barsMax) ?? 86_400;
}

async function readLatency({ store }: ReportDeps, range: Range, filter: AttemptFilter) {
  try {
    const { totals } = await readStats(store, { range, filter, by: "none", bucket: "auto", timeZone: "UTC" });
    return { latencyMs: totals.latencyMs, blocked: totals.blocked };
  } catch (error) {
    // Beyond retention, or over too many rows: the report then says that it does not know.
    if (!(error instanceof AppError) || error.code !== "unanswerable") throw error;
    return { latencyMs: { p50: null, p95: null, p99: null, exact: false }, blocked: 0 };
  }
}

function sendersOf(
  { integrations }: ReportDeps,
  tally: Tally,
  redact: (text: string) => string,
): Pick<Report["sender"], "integrations" | "credentials"> {
  const known = new Map(integrations().map((one) => [one.id, one]));
  return {
    integrations: tally
      .integrations()
      .slice(0, sendersListed)
      .map(({ key, ...counts }) => {
        const { name = key, identifier = null, contact = null } = known.get(key) ?? {};
        return { id: key, name: redact(name), identifier, contact, ...counts };
      }),
    credentials: tally
      .credentials()
      .slice(0, sendersListed)
      .map(({ key, ...rest }) => ({ fingerprint: key, ...rest })),
  };
}

function failuresOf(tally: Tally, seconds: number): Report["failures"] {
  return {
    firstAt: isoOrNull(tally.firstFailureAtMs()),
    lastAt: isoOrNull(tally.lastFailureAtMs()),
    bucketSeconds: seconds,
    points: tally.points().map(({ t, ...point }) => ({ t: iso(t), ...point })),
  };
}

function errorOf({
  route,
  status,
  outcome,
  networkError,
  errorCode,
  errorMessage,
  ...rest
}: ErrorKind): Report["errors"][number] {
  const { attempts, firstAtMs, lastAtMs } = rest;
  const kind = { route, status, outcome, networkError, errorCode, errorMessage };
  return { ...kind, attempts, firstAt: iso(firstAtMs), lastAt: iso(lastAtMs) };
}

function hideValues(filter: Readonly<Record<string, string>>, redact: (text: string) => string) {
  return Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, redact(value)]));
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : iso(ms);
}
