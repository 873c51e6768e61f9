import { changedRule } from "#lib/alerts/rules";
import { apiRoute } from "#lib/http/api-route";
import { isoTime } from "#lib/http/api-views";
import { ruleOperations } from "#lib/http/rule-operations";
import { resolveRange } from "#lib/time/range";

export const POST = apiRoute(ruleOperations.backtestRule, async ({ app, body, param }) => {
  const { changes, ...token } = body;
  const rule = changedRule(await app.alerts.rules.get(param("ruleId")), changes ?? {});
  const range = resolveRange(token, app.clock.now());
  const { alerts, stepSeconds, summary } = await app.alerts.backtest(rule, range);
  return {
    from: isoTime(range.fromMs),
    to: isoTime(range.toMs),
    stepSeconds,
    summary,
    alerts: alerts.map(({ startedAtMs, endedAtMs, leadMs, ...alert }) => ({
      ...alert,
      startedAt: isoTime(startedAtMs),
      endedAt: endedAtMs === null ? null : isoTime(endedAtMs),
      leadSeconds: leadMs === null ? null : leadMs / 1_000,
    })),
  };
});
