import { asc, desc, gt, gte } from "drizzle-orm";
import type { ConductStore } from "#lib/store/report-store";
import type { MainDatabase } from "#lib/store/sqlite/main-database";
import { conductDays } from "#lib/store/sqlite/report-schema";

/** The days of the good-standing record. */
export function createConductDays({ db, read, write }: MainDatabase): ConductStore {
  return {
    listConductDays: (afterDay, limit) =>
      read(() =>
        db
          .select()
          .from(conductDays)
          .where(gt(conductDays.day, afterDay))
          .orderBy(asc(conductDays.day))
          .limit(limit)
          .all(),
      ),
    findLastConductDay: () => read(() => db.select().from(conductDays).orderBy(desc(conductDays.day)).limit(1).get()),
    appendConductDay: (day) =>
      write((tx) => {
        const later = db.select().from(conductDays).where(gte(conductDays.day, day.day)).limit(1).get();
        if (later !== undefined) return false;
        tx.insert(conductDays).values(day).run();
        return true;
      }),
  };
}
