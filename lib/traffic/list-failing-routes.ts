import type { AttemptFilter } from "#lib/model/filter";
import type { RouteFigures } from "#lib/model/stats";
import type { AttemptReader } from "#lib/store/store";
import type { Range } from "#lib/time/range";

type FailingRoutesQuery = { readonly range: Range; readonly filter: AttemptFilter; readonly limit: number };

/** Routes that had failures in the range, most failures first. Throws `unanswerable` as `readStats` does. */
export function listFailingRoutes(
  store: Pick<AttemptReader, "listFailingRoutes">,
  { range, filter, limit }: FailingRoutesQuery,
): Promise<readonly RouteFigures[]> {
  return store.listFailingRoutes(range, filter, limit);
}
