import { apiRoute } from "#lib/http/api-route";
import { integrationOperations } from "#lib/http/integration-operations";
import { viewToken } from "#lib/http/integration-views";

export const POST = apiRoute(integrationOperations.createIntegrationToken, async ({ app, body, param }) => {
  const { token, record } = await app.integrations.addToken(param("integrationId"), body.kind);
  return { ...viewToken(record), token };
});
