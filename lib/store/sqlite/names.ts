import type { Database } from "better-sqlite3";

/** Names of routes, integrations and credentials as small integers, on a writing connection. */
export type Names = {
  readonly idOfRoute: (method: string, route: string) => number;
  readonly idOfIntegration: (name: string) => number;
  readonly idOfCredential: (fingerprint: string, last4: string | null) => number;
  /** To be called when a transaction was rolled back: ids made in it do not exist. */
  readonly forget: () => void;
};

/** How many names are told apart; later ones are counted under `(other)`, so that no client can fill the database. */
export type NameCaps = {
  readonly routes: number;
  readonly integrations: number;
  readonly credentials: number;
  readonly problems: number;
  /** Of any one route. Kisi has 69 error codes. */
  readonly problemsOfRoute: number;
};

export const defaultNameCaps: NameCaps = {
  routes: 2_000,
  integrations: 1_000,
  credentials: 5_000,
  problems: 3_000,
  problemsOfRoute: 100,
};

/** What stands for every name beyond the cap; a route's has its method in front. */
export const otherName = "(other)";

const commonMethods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Prepares the naming on a writing connection. Ids are to be asked for inside a transaction. */
export function createNames(db: Database, caps: NameCaps): Names {
  const routes = createNameTable(db, "routes", ["method", "route"], caps.routes);
  const integrations = createNameTable(db, "integrations", ["name"], caps.integrations);
  const credentials = createNameTable(db, "credentials", ["fingerprint"], caps.credentials);
  const setLast4 = db.prepare("UPDATE credentials SET last4 = ? WHERE id = ?");
  const last4Set = new Set<number>();

  return {
    idOfRoute(method, route) {
      const shownMethod = commonMethods.has(method) ? method : "OTHER";
      return routes.idOf([method, route], [shownMethod, `${shownMethod} ${otherName}`]);
    },
    idOfIntegration: (name) => integrations.idOf([name], [otherName]),
    idOfCredential(fingerprint, last4) {
      const id = credentials.idOf([fingerprint], [otherName]);
      if (last4 !== null && !last4Set.has(id) && credentials.isKnown([fingerprint])) {
        setLast4.run(last4, id);
        last4Set.add(id);
      }
      return id;
    },
    forget() {
      routes.forget();
      integrations.forget();
      credentials.forget();
      last4Set.clear();
    },
  };
}

function createNameTable(db: Database, table: string, columns: readonly string[], cap: number) {
  const known = new Map<string, number>();
  const places = columns.map(() => "?").join(", ");
  const select = db.prepare<string[], { id: number }>(
    `SELECT id FROM ${table} WHERE (${columns.join(", ")}) = (${places})`,
  );
  const insert = db.prepare<(string | number)[], { id: number }>(
    `INSERT INTO ${table} (${columns.join(", ")})
     SELECT ${places} WHERE (SELECT count(*) FROM ${table}) < ? RETURNING id`,
  );

  function findOrMake(values: readonly string[], limit: number): number | undefined {
    return (select.get(...values) ?? insert.get(...values, limit))?.id;
  }

  return {
    idOf(values: readonly string[], other: readonly string[]): number {
      const name = values.join("\n");
      const found = known.get(name) ?? findOrMake(values, cap);
      if (found !== undefined) {
        known.set(name, found);
        return found;
      }
      // Not kept in `known`, which would then grow with every name that a client makes up.
      const id = findOrMake(other, Number.MAX_SAFE_INTEGER);
      if (id === undefined) throw new Error(`no row for ${other.join(" ")} in ${table}`);
      return id;
    },
    isKnown: (values: readonly string[]) => known.has(values.join("\n")),
    forget: () => known.clear(),
  };
}
