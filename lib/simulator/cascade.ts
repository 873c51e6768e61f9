import { resources } from "#lib/simulator/resources";
import { collectionOfType } from "#lib/simulator/resources/access";
import type { World } from "#lib/simulator/world";

/** A field of another collection that may name the removed row. */
type Link = { readonly collection: string; readonly field: string; readonly nullable: boolean };

/** References that name the type of what they point at beside its id: `assignee_type`, `assignee_id`. */
const typedLinks = [
  { collection: "role_assignments", name: "assignee" },
  { collection: "role_assignments", name: "applies_to" },
  { collection: "team_memberships", name: "member" },
  { collection: "card_assignments", name: "assignee" },
  { collection: "schedules", name: "scheduleable" },
] as const;

const typeOfCollection = new Map([...collectionOfType].map(([type, collection]) => [collection, type]));
const linksTo = collectLinks();

function collectLinks(): Map<string, Link[]> {
  const links = new Map<string, Link[]>([["users", [{ collection: "logins", field: "user_id", nullable: false }]]]);
  for (const { collection, source, references, fields } of resources) {
    if (source !== collection) continue;
    for (const [field, target] of Object.entries(references)) {
      const link = { collection, field, nullable: fields[field]?.endsWith("?") ?? false };
      links.set(target, [...(links.get(target) ?? []), link]);
    }
  }
  return links;
}

/** Removes a row and what cannot be without it; a reference that may be null becomes null. */
export function removeWithDependents(world: World, collection: string, id: number): void {
  if (!world.table(collection).remove(id)) return;
  for (const link of linksTo.get(collection) ?? []) {
    for (const row of world.table(link.collection).where({ [link.field]: id })) {
      if (link.nullable) world.table(link.collection).update(row.id, { [link.field]: null });
      else removeWithDependents(world, link.collection, row.id);
    }
  }
  const type = typeOfCollection.get(collection);
  if (type === undefined) return;
  for (const { collection: dependent, name } of typedLinks) {
    const rows = world.table(dependent).where({ [`${name}_type`]: type, [`${name}_id`]: id });
    for (const row of rows) removeWithDependents(world, dependent, row.id);
  }
}
