import { z } from "zod";
import { rowFormats, rowFormatTypes } from "#lib/exports/row-format";
import type { ApiOperation } from "#lib/http/api-operation";
import type { AuditEntry } from "#lib/model/audit";
import { formatIso } from "#lib/time/format-time";

const auditEntrySchema = z
  .object({
    id: z.int(),
    at: z.iso.datetime(),
    actor: z.string().describe("An e-mail, `token` and its name, or `nobody`."),
    address: z.string().nullable(),
    action: z.string(),
    target: z.string().nullable(),
  })
  .meta({ id: "AuditEntry" });

/** An entry as the API shows it. */
export function viewAuditEntry({ id, atMs, actor, address, action, target }: AuditEntry) {
  return { id, at: formatIso(atMs), actor, address, action, target };
}

/** Who did what to this installation. It takes `write`: what others did is not for every reader. */
export const auditOperations = {
  listAudit: {
    id: "listAudit",
    method: "GET",
    path: "/api/v1/audit",
    scope: "write",
    summary: "What was done here, newest first",
    query: z.strictObject({
      before: z.coerce.number().int().positive().optional().describe("Entries with a lower id: `nextBefore`."),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    answer: z.object({ data: z.array(auditEntrySchema), nextBefore: z.int().nullable() }),
  },
  exportAudit: {
    id: "exportAudit",
    method: "GET",
    path: "/api/v1/audit/{file}",
    scope: "write",
    summary: "All that was done here as a file",
    params: { file: `audit, with an ending of ${rowFormats.map((name) => `.${name}`).join(", ")}.` },
    answer: null,
    files: Object.values(rowFormatTypes),
    fails: ["not_found"],
  },
} as const satisfies Readonly<Record<string, ApiOperation>>;
