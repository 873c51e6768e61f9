import { apiRoute } from "#lib/http/api-route";
import { viewStats } from "#lib/http/api-views";
import { parseSearch, statsSearchSchema } from "#lib/http/search";
import { resolveRange } from "#lib/time/range";
import { readStats } from "#lib/traffic/read-stats";

export const GET = apiRoute("read", async ({ app, search }) => {
  const { from, to, last, by, bucket, tz, ...filter } = parseSearch(statsSearchSchema, search);
  const range = resolveRange({ from, to, last }, app.clock.now());
  return viewStats(await readStats(app.store, { range, filter, by, bucket, timeZone: tz }));
});
