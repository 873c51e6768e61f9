import { apiRoute } from "#lib/http/api-route";
import { auditOperations, viewAuditEntry } from "#lib/http/audit-operations";

export const GET = apiRoute(auditOperations.listAudit, async ({ app, query: { before, limit } }) => {
  const entries = await app.store.listAudit({ beforeId: before ?? null, limit });
  return {
    data: entries.map(viewAuditEntry),
    nextBefore: entries.length < limit ? null : (entries.at(-1)?.id ?? null),
  };
});
