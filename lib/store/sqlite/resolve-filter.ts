import type { Database } from "better-sqlite3";
import type { AttemptFilter } from "#lib/model/filter";
import type { StatusClass } from "#lib/model/outcome";
import { outcomeCodes, sourceCodes } from "#lib/store/sqlite/codes";

/** A filter in the database's own numbers. `null` means "all", an empty list "none". */
export type ResolvedFilter = {
  readonly outcomes: readonly number[] | null;
  readonly statusClasses: readonly StatusClass[] | null;
  readonly statuses: readonly number[] | null;
  readonly routeIds: readonly number[] | null;
  readonly integrationIds: readonly number[] | null;
  readonly credentialIds: readonly number[] | null;
  readonly sources: readonly number[] | null;
  readonly problemIds: readonly number[] | null;
  readonly minRetries: number | null;
  readonly minLatencyMs: number | null;
  /** `q` when it is a whole call id. */
  readonly callId: string | null;
  /** `q` when it is anything else. */
  readonly text: string | null;
  /** Asks for something that no attempt has. */
  readonly impossible: boolean;
};

/** Prepares the translation of a filter's names into ids. An empty list in the filter counts as absent. */
export function prepareResolveFilter(db: Database): (filter: AttemptFilter) => ResolvedFilter {
  const ids = (sql: string) => db.prepare<string[], number>(sql).pluck();
  const routesByMethod = ids("SELECT id FROM routes WHERE method IN (SELECT value FROM json_each(?))");
  // A route without its method means that path with any method.
  const routesByName = ids(
    `WITH wanted AS (SELECT value FROM json_each(?)) SELECT id FROM routes
     WHERE route IN (SELECT value FROM wanted) OR substr(route, instr(route, ' ') + 1) IN (SELECT value FROM wanted)`,
  );
  // Traffic names integrations by their ids; people may also say what they are called. An id is never taken for a name.
  const integrations = ids(
    `WITH wanted AS (SELECT value FROM json_each(?)) SELECT id FROM integrations WHERE name IN (
       SELECT value FROM wanted
       UNION SELECT id FROM registered_integrations WHERE name IN (
         SELECT value FROM wanted WHERE value NOT IN (SELECT id FROM registered_integrations)))`,
  );
  const credentials = ids("SELECT id FROM credentials WHERE fingerprint IN (SELECT value FROM json_each(?))");
  const problems = ids("SELECT id FROM problems WHERE public_id IN (SELECT value FROM json_each(?))");
  const callById = db.prepare<[string], number>("SELECT 1 FROM attempts WHERE call_id = ?").pluck();

  function find(statement: { all: (json: string) => number[] }, names: readonly string[] | null): number[] | null {
    return names && statement.all(JSON.stringify(names));
  }

  function findCallId(q: string | undefined): string | null {
    return q !== undefined && callById.get(q) !== undefined ? q : null;
  }

  return (filter) => {
    const byMethod = find(routesByMethod, present(filter.method));
    const byName = find(routesByName, present(filter.route));
    const routeIds = inBoth(byMethod, byName);
    const integrationIds = find(integrations, present(filter.integration));
    const credentialIds = find(credentials, present(filter.credential));
    const problemIds = find(problems, present(filter.problem));
    const callId = findCallId(filter.q);
    return {
      outcomes: present(filter.outcome)?.map((outcome) => outcomeCodes[outcome]) ?? null,
      statusClasses: present(filter.statusClass),
      statuses: present(filter.status),
      routeIds,
      integrationIds,
      credentialIds,
      sources: present(filter.source)?.map((source) => sourceCodes[source]) ?? null,
      problemIds,
      minRetries: filter.minRetries || null,
      minLatencyMs: filter.minLatencyMs || null,
      callId,
      text: callId === null ? (filter.q ?? null) : null,
      // Names that no attempt has had.
      impossible: [routeIds, integrationIds, credentialIds, problemIds].some(isEmpty),
    };
  };
}

function inBoth(a: readonly number[] | null, b: readonly number[] | null): readonly number[] | null {
  return a && b ? a.filter((id) => b.includes(id)) : (a ?? b);
}

function isEmpty(ids: readonly number[] | null): boolean {
  return ids?.length === 0;
}

function present<Item>(list: readonly Item[] | undefined): readonly Item[] | null {
  return list === undefined || list.length === 0 ? null : list;
}
