import { apiRoute } from "#lib/http/api-route";
import { integrationOperations } from "#lib/http/integration-operations";

export const PATCH = apiRoute(integrationOperations.joinCredential, async ({ app, body, param }) => {
  const fingerprint = param("fingerprint");
  if (body.joinWith === null) await app.credentials.leave(fingerprint);
  else await app.credentials.join([fingerprint, body.joinWith]);
  return undefined;
});
