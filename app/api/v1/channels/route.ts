import { alertOperations } from "#lib/http/alert-operations";
import { viewChannel } from "#lib/http/alert-views";
import { apiRoute } from "#lib/http/api-route";

export const GET = apiRoute(alertOperations.listChannels, async ({ app }) => {
  return { data: (await app.alerts.channels.list()).map(viewChannel) };
});

export const POST = apiRoute(alertOperations.createChannel, async ({ app, body }) => {
  const { channel, secret } = await app.alerts.channels.create(body);
  return { ...viewChannel(channel), secret };
});
