import { AppError } from "#lib/errors";
import type { Column } from "#lib/exports/column";
import { rowFormats, rowFormatTypes, writeRows } from "#lib/exports/row-format";
import { downloadRoute } from "#lib/http/api-route";
import { auditOperations, viewAuditEntry } from "#lib/http/audit-operations";
import type { AuditEntry } from "#lib/model/audit";
import type { AuditStore } from "#lib/store/audit-store";
import { formatIso } from "#lib/time/format-time";

const pageSize = 500;

const columns: readonly Column<AuditEntry>[] = (["id", "at", "actor", "address", "action", "target"] as const).map(
  (name) => ({ name, of: (entry) => viewAuditEntry(entry)[name] }),
);

export const GET = downloadRoute(auditOperations.exportAudit, async ({ app, param }) => {
  const format = rowFormats.find((one) => param("file") === `audit.${one}`);
  if (!format) throw new AppError("not_found", `There are audit.${rowFormats.join(", audit.")}`);
  const now = formatIso(app.clock.now());
  return {
    fileName: `ajar-audit_${now.slice(0, 16).replace(":", "")}Z.${format}`,
    contentType: rowFormatTypes[format],
    body: writeRows(format, columns, { subject: "audit", at: now }, pages(app.store)),
  };
});

async function* pages(store: AuditStore): AsyncGenerator<readonly AuditEntry[]> {
  let beforeId: number | null = null;
  for (;;) {
    const entries: readonly AuditEntry[] = await store.listAudit({ beforeId, limit: pageSize });
    yield entries;
    if (entries.length < pageSize) return;
    beforeId = entries.at(-1)?.id ?? null;
  }
}
