import { apiRoute } from "#lib/http/api-route";
import { viewCall } from "#lib/http/api-views";
import { callsSearchSchema, parseSearch } from "#lib/http/search";
import { resolveRange } from "#lib/time/range";
import { listCalls } from "#lib/traffic/calls";

export const GET = apiRoute("read", async ({ app, search }) => {
  const { from, to, last, limit, cursor = null, ...filter } = parseSearch(callsSearchSchema, search);
  const range = resolveRange({ from, to, last }, app.clock.now());
  const page = await listCalls(app.store, { range, filter, limit, cursor });
  return { data: page.data.map(viewCall), nextCursor: page.nextCursor };
});
