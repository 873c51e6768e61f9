import { alertOperations } from "#lib/http/alert-operations";
import { viewDelivery } from "#lib/http/alert-views";
import { apiRoute } from "#lib/http/api-route";

export const GET = apiRoute(alertOperations.listDeliveries, async ({ app, query }) => {
  const { state = null, alert = null, channel = null, limit } = query;
  const deliveries = await app.alerts.listDeliveries({ state, alertId: alert, channelId: channel, limit });
  return { data: deliveries.map(viewDelivery) };
});
