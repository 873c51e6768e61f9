import { apiRoute } from "#lib/http/api-route";
import { viewCall } from "#lib/http/api-views";
import { trafficOperations } from "#lib/http/traffic-operations";
import { resolveRange } from "#lib/time/range";
import { listCalls } from "#lib/traffic/calls";

export const GET = apiRoute(trafficOperations.listCalls, async ({ app, query }) => {
  const { from, to, last, limit, match, cursor = null, ...filter } = query;
  const range = resolveRange({ from, to, last }, app.clock.now());
  const page = await listCalls(app.store, { range, filter, match, limit, cursor });
  return { data: page.data.map(viewCall), nextCursor: page.nextCursor };
});
