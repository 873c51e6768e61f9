const idCharsMax = 40;

/** The id of the integration that AJAR_GATEWAY_TOKEN makes. */
export const defaultIntegrationId = "default";

/** Pages beside those of the integrations, whose ids stand in the same place. */
const pages = new Set(["import"]);

/**
 * An id that people can read, made from the name and of lower-case letters, digits and hyphens alone; with a number
 * behind it if the id is taken. `Member sync` → `member-sync`, then `member-sync-2`.
 */
export function integrationIdOf(name: string, isTaken: (id: string) => boolean): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{Mark}/gu, "")
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  const base = words.join("-").slice(0, idCharsMax).replace(/-$/, "") || "integration";
  let id = base;
  for (let n = 2; pages.has(id) || isTaken(id); n++) id = `${base}-${n}`;
  return id;
}
