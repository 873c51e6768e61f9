import { alertOperations } from "#lib/http/alert-operations";
import { viewAlert } from "#lib/http/alert-views";
import { apiRoute } from "#lib/http/api-route";
import { nameOfCaller } from "#lib/http/report-views";

export const POST = apiRoute(alertOperations.acknowledgeAlert, async ({ app, caller, param }) => {
  return viewAlert(await app.alerts.acknowledge(param("alertId"), nameOfCaller(caller)));
});
