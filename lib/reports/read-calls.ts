import type { AttemptOfCall, CallDetail } from "#lib/model/call";
import type { ReportCall, ReportSpec } from "#lib/model/report";
import { curlOf } from "#lib/problems/curl";
import { type ReportRedaction, redactedMark, requestIdsOf } from "#lib/reports/redaction";
import type { ReportDeps } from "#lib/reports/report-deps";

type Options = { readonly redaction: ReportRedaction } & Pick<ReportSpec, "withoutExchanges">;

/** The calls with these ids, oldest first, each with all its attempts and what was kept of its last failure. */
export async function readCalls(deps: ReportDeps, ids: readonly string[], options: Options): Promise<ReportCall[]> {
  const found = await Promise.all(ids.map((id) => deps.store.findCall(id)));
  return found
    .filter((detail) => detail !== undefined)
    .sort((a, b) => a.call.startedAtMs - b.call.startedAtMs)
    .map((detail) => toReportCall(detail, deps.upstream, options));
}

function toReportCall(detail: CallDetail, upstream: string, { redaction, withoutExchanges }: Options): ReportCall {
  const call = redaction.attempt(detail.call);
  const kept = detail.exchange && redaction.exchange(detail.exchange);
  const exchange = withoutExchanges ? null : kept;
  const { callId, method, route, path, status, outcome, errorCode, errorMessage, latencyMs } = call;
  return {
    ...{ callId, startedAt: new Date(call.startedAtMs).toISOString(), method, route, path, status, outcome },
    ...{ errorCode, errorMessage, latencyMs, integration: call.integration, credential: call.credential },
    attempts: detail.attempts.map((attempt, index) => toReportAttempt(attempt, detail.attempts[index - 1])),
    requestIds: requestIdsOf(kept),
    exchange,
    curl: curlOf({
      ...{ method, origin: upstream, path, body: exchange?.requestBody || null },
      // What was taken out would only be sent as a wrong value.
      headers: exchange?.requestHeaders.filter(([, value]) => !value.includes(redactedMark)) ?? [],
    }),
  };
}

function toReportAttempt(attempt: AttemptOfCall, before: AttemptOfCall | undefined): ReportCall["attempts"][number] {
  const { status, outcome, networkError, latencyMs, retryAfterMs } = attempt;
  const gapMs = before ? attempt.startedAtMs - before.startedAtMs - before.latencyMs : 0;
  return {
    attempt: attempt.attempt,
    startedAt: new Date(attempt.startedAtMs).toISOString(),
    waitedMs: Math.max(0, Math.round(gapMs)),
    ...{ status, outcome, networkError, latencyMs, retryAfterMs },
  };
}
