import { desc, lt } from "drizzle-orm";
import type { AuditStore } from "#lib/store/audit-store";
import { auditEvents } from "#lib/store/sqlite/audit-schema";
import type { MainDatabase } from "#lib/store/sqlite/main-database";

/** The log of what was done. */
export function createAuditRows({ db, read, write }: MainDatabase): AuditStore {
  return {
    appendAudit: (event) => write((tx) => void tx.insert(auditEvents).values(event).run()),
    listAudit: ({ beforeId, limit }) =>
      read(() =>
        db
          .select()
          .from(auditEvents)
          .where(beforeId === null ? undefined : lt(auditEvents.id, beforeId))
          .orderBy(desc(auditEvents.id))
          .limit(limit)
          .all(),
      ),
  };
}
