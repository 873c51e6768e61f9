import { and, desc, eq, gte, isNull, lt, lte, sql } from "drizzle-orm";
import type { ProblemStore } from "#lib/store/problem-store";
import type { MainDatabase } from "#lib/store/sqlite/main-database";
import { standingColumns } from "#lib/store/sqlite/problem-row";
import { deploys, problemEvents } from "#lib/store/sqlite/problem-schema";
import { problems } from "#lib/store/sqlite/schema";

type ProblemVerbs = Pick<
  ProblemStore,
  "changeProblem" | "addProblemNote" | "listProblemEvents" | "recordDeploy" | "listDeploys"
>;

/** What people do with problems, and the deploys. */
export function createProblems({ db, read, write }: MainDatabase): ProblemVerbs {
  const { publicId, revision, regressAfterMs } = problems;
  const idOf = (id: string) => sql`(SELECT id FROM problems WHERE public_id = ${id})`;

  return {
    changeProblem: ({ id, revision: seen, standing, event }) =>
      write((tx) => {
        const set = { ...standingColumns(standing), revision: seen + 1 };
        const isSeen = and(eq(publicId, id), eq(revision, seen));
        const changed = tx.update(problems).set(set).where(isSeen).run().changes === 1;
        if (changed)
          tx.insert(problemEvents)
            .values({ problemId: idOf(id), ...event })
            .run();
        return changed;
      }),
    addProblemNote: (id, event) =>
      write(
        (tx) =>
          void tx
            .insert(problemEvents)
            .values({ problemId: idOf(id), ...event })
            .run(),
      ),
    listProblemEvents: (id, limit) =>
      read(() =>
        db
          .select({
            atMs: problemEvents.atMs,
            author: problemEvents.author,
            state: problemEvents.state,
            note: problemEvents.note,
          })
          .from(problemEvents)
          .where(eq(problemEvents.problemId, idOf(id)))
          .orderBy(desc(problemEvents.atMs), desc(problemEvents.id))
          .limit(limit)
          .all(),
      ),
    recordDeploy: (deploy) =>
      write((tx) => {
        const isNew = tx.insert(deploys).values(deploy).onConflictDoNothing().run().changes === 1;
        const waits = and(
          eq(problems.state, "resolved"),
          isNull(regressAfterMs),
          lte(problems.resolvedAtMs, deploy.atMs),
        );
        const set = { regressAfterMs: deploy.atMs, revision: sql`${revision} + 1` };
        if (isNew) tx.update(problems).set(set).where(waits).run();
        return isNew;
      }),
    listDeploys: ({ fromMs, toMs }, limit) =>
      read(() => {
        const { release, atMs, integration, origin } = deploys;
        return db
          .select({ release, atMs, integration, origin })
          .from(deploys)
          .where(and(gte(atMs, fromMs), lt(atMs, toMs)))
          .orderBy(desc(atMs), desc(deploys.id))
          .limit(limit)
          .all();
      }),
  };
}
