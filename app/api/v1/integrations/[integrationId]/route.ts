import { apiRoute } from "#lib/http/api-route";
import { integrationOperations } from "#lib/http/integration-operations";
import { viewIntegration } from "#lib/http/integration-views";

export const GET = apiRoute(integrationOperations.getIntegration, async ({ app, param }) => {
  return viewIntegration(app.integrations.get(param("integrationId")));
});

export const PATCH = apiRoute(integrationOperations.changeIntegration, async ({ app, body, param }) => {
  return viewIntegration(await app.integrations.change(param("integrationId"), body));
});

export const DELETE = apiRoute(integrationOperations.revokeIntegration, async ({ app, param }) => {
  await app.integrations.revoke(param("integrationId"));
  return undefined;
});
