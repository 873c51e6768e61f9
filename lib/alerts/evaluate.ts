import { judgeNoTraffic } from "#lib/alerts/kinds/no-traffic";
import { judgeFailureRate, judgeLatency, judgeRateLimited, judgeSpike } from "#lib/alerts/kinds/rates";
import { judgeCredentials, judgeSuspectedSuspension } from "#lib/alerts/kinds/refusals";
import { judgeDeprecated, judgeNewProblems, judgeRegressed, judgeSelf } from "#lib/alerts/kinds/standings";
import { judgeSuspensionRisk } from "#lib/alerts/kinds/suspension-risk";
import type { Evaluation } from "#lib/alerts/reading";
import type { RuleData } from "#lib/alerts/rule-data";
import type { Rule } from "#lib/model/alert-rule";

/**
 * What a rule thinks of its data as of `nowMs`. Incomplete data says nothing of anything, so that whatever is firing
 * goes on and nothing begins.
 */
export function evaluate(rule: Rule, data: RuleData, nowMs: number): Evaluation {
  switch (data.kind) {
    case "suspension_risk":
      return { readings: [judgeSuspensionRisk(rule, data.limits, data.sums)], absent: "unknown" };
    case "failure_rate":
      return { readings: judgeFailureRate(rule, data.counts), absent: "unknown" };
    case "rate_limited":
      return { readings: judgeRateLimited(rule, data.counts), absent: "unknown" };
    case "spike":
      return { readings: judgeSpike(rule, data.counts, data.usual), absent: "unknown" };
    case "latency":
      return { readings: judgeLatency(rule, data.counts, data.p95s), absent: "unknown" };
    case "suspected_suspension":
      return { readings: [judgeSuspectedSuspension(rule, data.suspension)], absent: "unknown" };
    case "credential_rejected":
      return { readings: judgeCredentials(rule, data.credentials), absent: "unknown" };
    case "problem_new":
      return { readings: judgeNewProblems(rule, data.problems, nowMs), absent: "clear" };
    case "problem_regressed":
      return { readings: judgeRegressed(rule, data.problems), absent: "clear" };
    case "deprecated_operation":
      return { readings: judgeDeprecated(rule, data.routes), absent: "clear" };
    case "no_traffic":
      return { readings: judgeNoTraffic(rule, data), absent: "unknown" };
    case "self":
      return { readings: judgeSelf(rule, data.state, nowMs), absent: "clear" };
    case "incomplete":
      return { readings: [], absent: "unknown" };
    default:
      data satisfies never;
      throw new Error("there is no such kind of rule");
  }
}
