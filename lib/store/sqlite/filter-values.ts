import type { Database } from "better-sqlite3";
import { type Dimension, rollups } from "#lib/store/sqlite/rollups";
import type { AttemptReader } from "#lib/store/store";

type FilterValues = Awaited<ReturnType<AttemptReader["listFilterValues"]>>;

const usageDays = 30;

/** Prepares the list of all names that traffic has had, those most used in the last days of traffic first. */
export function prepareListFilterValues(db: Database): () => FilterValues {
  const routes = db.prepare<[], string>(`
    SELECT n.route FROM routes n LEFT JOIN (${usageOf("route")}) u ON u.key = n.id
    GROUP BY n.route ORDER BY coalesce(sum(u.attempts), 0) DESC, n.route`);
  const integrations = db.prepare<[], { id: string; name: string }>(`
    SELECT n.name AS id, coalesce(r.name, n.name) AS name FROM integrations n
    LEFT JOIN registered_integrations r ON r.id = n.name
    LEFT JOIN (${usageOf("integration")}) u ON u.key = n.id
    ORDER BY coalesce(u.attempts, 0) DESC, n.name`);
  const credentials = db.prepare<[], { fingerprint: string; last4: string | null }>(`
    SELECT n.fingerprint, n.last4 FROM credentials n LEFT JOIN (${usageOf("credential")}) u ON u.key = n.id
    ORDER BY coalesce(u.attempts, 0) DESC, n.fingerprint`);
  return () => ({ routes: routes.pluck().all(), integrations: integrations.all(), credentials: credentials.all() });
}

function usageOf(dimension: Dimension): string {
  const coarsest = rollups.findLast((rollup) => rollup.dimension === dimension);
  const id = coarsest?.id ?? 0;
  return `
    SELECT key, sum(attempts) AS attempts FROM figures
    WHERE rollup = ${id}
      AND starts_at_s >= (SELECT max(starts_at_s) FROM figures WHERE rollup = ${id}) - ${usageDays * 86_400}
    GROUP BY key`;
}
