import { apiRoute } from "#lib/http/api-route";
import { integrationOperations } from "#lib/http/integration-operations";

export const DELETE = apiRoute(integrationOperations.deleteToken, async ({ app, param }) => {
  await app.integrations.removeToken(param("tokenId"));
  return undefined;
});
