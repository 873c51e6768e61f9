import { viewRule } from "#lib/http/alert-views";
import { apiRoute } from "#lib/http/api-route";
import { ruleOperations } from "#lib/http/rule-operations";

export const GET = apiRoute(ruleOperations.getRule, async ({ app, param }) => {
  return viewRule(await app.alerts.rules.get(param("ruleId")));
});

export const PATCH = apiRoute(ruleOperations.changeRule, async ({ app, body, param }) => {
  return viewRule(await app.alerts.rules.change(param("ruleId"), body));
});

export const DELETE = apiRoute(ruleOperations.deleteRule, async ({ app, param }) => {
  await app.alerts.rules.remove(param("ruleId"));
  return undefined;
});
