import { alertOperations } from "#lib/http/alert-operations";
import { viewDelivery } from "#lib/http/alert-views";
import { apiRoute } from "#lib/http/api-route";

export const POST = apiRoute(alertOperations.replayDelivery, async ({ app, param }) => {
  return viewDelivery(await app.alerts.replay(param("deliveryId")));
});
