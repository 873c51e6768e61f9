import { alertOperations } from "#lib/http/alert-operations";
import { viewAlert } from "#lib/http/alert-views";
import { apiRoute } from "#lib/http/api-route";
import { resolveRange } from "#lib/time/range";

export const GET = apiRoute(alertOperations.listAlerts, async ({ app, query }) => {
  const { state = null, rule = null, limit, ...token } = query;
  const range = resolveRange(token, app.clock.now());
  return { data: (await app.alerts.list({ ...range, state, ruleId: rule, limit })).map(viewAlert) };
});
