import { apiRoute } from "#lib/http/api-route";
import { viewCallDetail } from "#lib/http/api-views";
import { trafficOperations } from "#lib/http/traffic-operations";
import { getCall } from "#lib/traffic/calls";

export const GET = apiRoute(trafficOperations.getCall, async ({ app, param }) =>
  viewCallDetail(await getCall(app.store, param("callId"))),
);
