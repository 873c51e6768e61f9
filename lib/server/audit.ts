import type { Logger } from "pino";
import type { AuditEvent } from "#lib/model/audit";
import type { AuditStore } from "#lib/store/audit-store";
import type { Clock } from "#lib/time/clock";

/** Writes down what was done. Never rejects: the deed is done, so a failure to note it is logged, loudly. */
export type Audit = (event: Omit<AuditEvent, "atMs">) => Promise<void>;

type AuditDeps = {
  readonly store: Pick<AuditStore, "appendAudit">;
  readonly clock: Pick<Clock, "now">;
  readonly log: Pick<Logger, "info" | "error">;
};

/** What people can choose themselves may be long. */
const targetLengthMax = 200;

/** Tells the audit log in the store and the process's own log alike. */
export function createAudit({ store, clock, log }: AuditDeps): Audit {
  return async ({ target, ...event }) => {
    const entry = { ...event, target: target?.slice(0, targetLengthMax) ?? null, atMs: clock.now() };
    log.info({ audit: entry }, "audit");
    try {
      await store.appendAudit(entry);
    } catch (error) {
      log.error({ err: error, audit: entry }, "the audit log could not be written");
    }
  };
}
