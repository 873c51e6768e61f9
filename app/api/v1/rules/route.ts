import { viewRule } from "#lib/http/alert-views";
import { apiRoute } from "#lib/http/api-route";
import { ruleOperations } from "#lib/http/rule-operations";

export const GET = apiRoute(ruleOperations.listRules, async ({ app }) => {
  return { data: (await app.alerts.rules.list()).map(viewRule) };
});

export const POST = apiRoute(ruleOperations.createRule, async ({ app, body: { kind, ...wanted } }) => {
  return viewRule(await app.alerts.rules.create(kind, wanted));
});
