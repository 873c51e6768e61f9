import { alertOperations } from "#lib/http/alert-operations";
import { viewAlertDetail } from "#lib/http/alert-views";
import { apiRoute } from "#lib/http/api-route";

const deliveriesShown = 200;

export const GET = apiRoute(alertOperations.getAlert, async ({ app, param }) => {
  const alertId = param("alertId");
  const detail = await app.alerts.get(alertId);
  const query = { alertId, state: null, channelId: null, limit: deliveriesShown };
  return viewAlertDetail(detail, await app.alerts.listDeliveries(query));
});
