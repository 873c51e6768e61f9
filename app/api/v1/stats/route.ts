import { apiRoute } from "#lib/http/api-route";
import { viewStats } from "#lib/http/api-views";
import { trafficOperations } from "#lib/http/traffic-operations";
import { resolveRange } from "#lib/time/range";
import { readStats } from "#lib/traffic/read-stats";

export const GET = apiRoute(trafficOperations.getStats, async ({ app, query }) => {
  const { from, to, last, by, bucket, tz, ...filter } = query;
  const range = resolveRange({ from, to, last }, app.clock.now());
  return viewStats(await readStats(app.store, { range, filter, by, bucket, timeZone: tz }));
});
