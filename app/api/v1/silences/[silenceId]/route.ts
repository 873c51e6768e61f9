import { alertOperations } from "#lib/http/alert-operations";
import { apiRoute } from "#lib/http/api-route";

export const DELETE = apiRoute(alertOperations.deleteSilence, async ({ app, param }) => {
  await app.alerts.silences.end(param("silenceId"));
  return undefined;
});
