import { createHash } from "node:crypto";
import type { Database } from "better-sqlite3";
import type { Attempt } from "#lib/model/attempt";
import type { Outcome } from "#lib/model/outcome";
import { codeOfNetworkError, outcomeCodes } from "#lib/store/sqlite/codes";
import type { NameCaps, Names } from "#lib/store/sqlite/names";
import { otherName } from "#lib/store/sqlite/names";

/** Problems as small integers, on a writing connection. */
export type ProblemIds = {
  /** The problem of an attempt, made if it is new; null for an attempt that did not fail. */
  readonly idOf: (attempt: Attempt, routeId: number) => number | null;
  /** To be called when a transaction was rolled back: ids made in it do not exist. */
  readonly forget: () => void;
};

type Kind = Pick<Attempt, "outcome" | "status" | "errorCode" | "networkError" | "startedAtMs"> & {
  readonly routeId: number;
  readonly fingerprint: string;
  readonly fields: readonly string[];
  readonly other: boolean;
};

const idChars = 16;

/**
 * Prepares the naming of problems. Beyond the cap of a route its failures are counted under one problem for each
 * outcome, and beyond the cap in all under one for each outcome, so that no client can fill the database.
 */
export function createProblemIds(db: Database, names: Names, caps: NameCaps): ProblemIds {
  const known = new Map<string, number>();
  const select = db
    .prepare<[number, string], number>("SELECT id FROM problems WHERE route_id = ? AND fingerprint = ?")
    .pluck();
  const countOfRoute = db.prepare<[number], number>("SELECT count(*) FROM problems WHERE route_id = ?").pluck();
  const countAll = db.prepare<[], number>("SELECT count(*) FROM problems").pluck();
  const selectRoute = db.prepare<[number], string>("SELECT route FROM routes WHERE id = ?").pluck();
  const insert = db.prepare(`
    INSERT INTO problems (public_id, route_id, fingerprint, outcome, status, error_code, fields, network_error, other,
      first_seen_at_ms, last_seen_at_ms, attempts, calls, state, revision)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 'new', 0)`);

  function find({ routeId, fingerprint }: Kind): number | undefined {
    return select.get(routeId, fingerprint);
  }

  function make(kind: Kind): number {
    const { routeId, fingerprint, outcome, status, errorCode, fields, networkError, other, startedAtMs } = kind;
    const publicId = publicIdOf(selectRoute.get(routeId) ?? "", fingerprint);
    const ending = [outcomeCodes[outcome], status, errorCode, JSON.stringify(fields), codeOfNetworkError(networkError)];
    const row = [publicId, routeId, fingerprint, ...ending, Number(other), startedAtMs, startedAtMs];
    return Number(insert.run(row).lastInsertRowid);
  }

  function findOrMake(kind: Kind): number {
    const found = find(kind);
    if (found !== undefined) return found;
    const all = countAll.get() ?? 0;
    if (all < caps.problems && (countOfRoute.get(kind.routeId) ?? 0) < caps.problemsOfRoute) return make(kind);
    const ofRoute = otherKind(kind, kind.routeId);
    const ofAll = otherKind(kind, names.idOfRoute("OTHER", `OTHER ${otherName}`));
    return find(ofRoute) ?? (all < caps.problems ? make(ofRoute) : (find(ofAll) ?? make(ofAll)));
  }

  return {
    idOf(attempt, routeId) {
      if (attempt.failure === null) return null;
      const name = `${routeId} ${attempt.failure.fingerprint}`;
      const id = known.get(name) ?? findOrMake(kindOf(attempt, attempt.failure, routeId));
      // A client may make up endings without end.
      if (known.size < caps.problems) known.set(name, id);
      return id;
    },
    forget: () => known.clear(),
  };
}

function kindOf(attempt: Attempt, { fingerprint, fields }: NonNullable<Attempt["failure"]>, routeId: number): Kind {
  const { outcome, errorCode, networkError, startedAtMs } = attempt;
  // An answer may be cut off after any status.
  const status = outcome === "network_error" ? null : attempt.status;
  return { outcome, status, errorCode, networkError, startedAtMs, routeId, fingerprint, fields, other: false };
}

function otherKind({ outcome, startedAtMs }: { outcome: Outcome; startedAtMs: number }, routeId: number): Kind {
  const unknown = { status: null, errorCode: null, networkError: null, fields: [] };
  return { ...unknown, outcome, startedAtMs, routeId, fingerprint: `${otherName} ${outcome}`, other: true };
}

/** The same on every installation, so that links outlive a database. */
function publicIdOf(route: string, fingerprint: string): string {
  return createHash("sha256").update(`${route}\n${fingerprint}`).digest("hex").slice(0, idChars);
}
