import { alertOperations } from "#lib/http/alert-operations";
import { apiRoute } from "#lib/http/api-route";

export const DELETE = apiRoute(alertOperations.deleteChannel, async ({ app, param }) => {
  await app.alerts.channels.remove(param("channelId"));
  return undefined;
});
