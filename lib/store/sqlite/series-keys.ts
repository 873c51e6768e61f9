import type { Database } from "better-sqlite3";
import { type StatusClass, statusClasses, statusClassOf } from "#lib/model/outcome";
import type { StatsDimension } from "#lib/model/stats";
import { outcomeOf } from "#lib/store/sqlite/codes";

/** What a series is told apart by: a number while rows are summed up, a text in the end. */
export type SeriesKeys = {
  /** The SQL column of a raw row `attempts a` that becomes `dimensionKey`. */
  readonly column: string;
  readonly keyOf: (dimensionKey: number, outcome: number, status: number) => number;
  readonly labelOf: (key: number) => string;
};

/** What stands where an attempt has no status, integration or credential. */
const none = "none";

/** Prepares the keys of every kind of breakdown. */
export function prepareSeriesKeys(db: Database): (by: StatsDimension) => SeriesKeys {
  const names = {
    route: db.prepare<[], [number, string]>("SELECT id, route FROM routes").raw(),
    integration: db.prepare<[], [number, string]>("SELECT id, name FROM integrations").raw(),
    credential: db.prepare<[], [number, string]>("SELECT id, fingerprint FROM credentials").raw(),
  };

  function named(column: string, rows: readonly [number, string][]): SeriesKeys {
    const labels = new Map(rows);
    // Two ids have one label where two methods are shown as OTHER; they are one series.
    const firstIds = new Map(rows.toReversed().map(([id, label]) => [label, id]));
    const labelOf = (key: number) => labels.get(key) ?? none;
    return { column, labelOf, keyOf: (id) => firstIds.get(labelOf(id)) ?? 0 };
  }

  return (by) => {
    switch (by) {
      case "route":
        return named("a.route_id", names.route.all());
      case "integration":
        return named("a.integration_id", names.integration.all());
      case "credential":
        return named("a.credential_id", names.credential.all());
      case "outcome":
        return { column: "0", keyOf: (_, outcome) => outcome, labelOf: outcomeOf };
      case "status":
        return { column: "0", keyOf: (_, __, status) => status, labelOf: (key) => (key === 0 ? none : String(key)) };
      case "statusClass":
        return { column: "0", keyOf: (_, __, status) => classNumber(status), labelOf: (key) => classAt(key) };
      case "none":
        return { column: "0", keyOf: () => 0, labelOf: () => "all" };
    }
  };
}

function classNumber(status: number): number {
  return statusClasses.indexOf(statusClassOf(status === 0 ? null : status));
}

function classAt(key: number): StatusClass {
  return statusClasses[key] ?? "none";
}
