import type { AuditEntry, AuditEvent } from "#lib/model/audit";

/** What was done, by whom. Nothing here changes or removes an entry, and the database refuses to. */
export type AuditStore = {
  readonly appendAudit: (event: AuditEvent) => Promise<void>;
  /** Newest first, those with an id below `beforeId` only, if it is given. */
  readonly listAudit: (query: {
    readonly beforeId: number | null;
    readonly limit: number;
  }) => Promise<readonly AuditEntry[]>;
};
