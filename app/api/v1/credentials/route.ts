import { apiRoute } from "#lib/http/api-route";
import { integrationOperations } from "#lib/http/integration-operations";
import { viewCredential } from "#lib/http/integration-views";
import { resolveRange } from "#lib/time/range";
import { listCredentials } from "#lib/traffic/list-credentials";

export const GET = apiRoute(integrationOperations.listCredentials, async ({ app, query }) => {
  const range = resolveRange(query, app.clock.now());
  const credentials = await listCredentials({ store: app.store, findUser: app.credentials.find }, range);
  return { data: credentials.map(viewCredential) };
});
