import { apiRoute } from "#lib/http/api-route";
import { viewCallDetail } from "#lib/http/api-views";
import { getCall } from "#lib/traffic/calls";

export const GET = apiRoute("read", async ({ app, param }) =>
  viewCallDetail(await getCall(app.store, param("callId"))),
);
