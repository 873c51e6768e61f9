import { apiRoute } from "#lib/http/api-route";
import { integrationOperations } from "#lib/http/integration-operations";
import { viewIntegration } from "#lib/http/integration-views";

export const GET = apiRoute(integrationOperations.listIntegrations, async ({ app }) => {
  return { data: app.integrations.list().map(viewIntegration) };
});

export const POST = apiRoute(integrationOperations.createIntegration, async ({ app, body }) => {
  return viewIntegration(await app.integrations.create(body));
});
