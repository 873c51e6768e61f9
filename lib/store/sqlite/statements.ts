import type { Database, Statement } from "better-sqlite3";

/** Prepared statements of a connection by their text, so that the same shape of a question is compiled once. */
export type Statements = { readonly get: <Row>(sql: string) => Statement<(string | number)[], Row> };

/** The texts are ours and few: a filter's values are never in them. */
export function createStatements(db: Database): Statements {
  const prepared = new Map<string, Statement<(string | number)[], unknown>>();
  return {
    get<Row>(sql: string) {
      let statement = prepared.get(sql);
      if (!statement) {
        statement = db.prepare<(string | number)[], unknown>(sql);
        prepared.set(sql, statement);
      }
      return statement as Statement<(string | number)[], Row>;
    },
  };
}
