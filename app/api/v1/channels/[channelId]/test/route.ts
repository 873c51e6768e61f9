import { alertOperations } from "#lib/http/alert-operations";
import { apiRoute } from "#lib/http/api-route";

export const POST = apiRoute(alertOperations.testChannel, async ({ app, param }) => {
  const { kind, words } = await app.alerts.channels.test(param("channelId"));
  return { delivered: kind === "delivered", answer: words };
});
