import { type Answer, invalidFields, json, noContent, notFound } from "#lib/simulator/answer";
import { type JsonObject, textOf } from "#lib/simulator/json";
import { withRow } from "#lib/simulator/operations/collection-operations";
import type { AuthorizedRequest, OperationHandler } from "#lib/simulator/request";
import type { Resource } from "#lib/simulator/resource";
import { controllers, readers, terminals } from "#lib/simulator/resources/hardware";
import { cameras } from "#lib/simulator/resources/locks";
import { unwrap } from "#lib/simulator/validation";
import { organizationOf } from "#lib/simulator/world";

/** Controllers, readers, terminals and cameras. */
export const deviceOperations: Readonly<Record<string, OperationHandler>> = {
  rebootController: (request) => act(request, controllers, {}),
  deassignController: (request) => act(request, controllers, { place_id: null }),
  assignController: (request) => assign(request, controllers, ["name", "place_id"]),
  rebootReader: (request) => act(request, readers, {}),
  deassignReader: (request) => act(request, readers, { lock_id: null }),
  resetTamperedState: (request) => act(request, readers, { tampered: false }),
  assignReader: (request) => assign(request, readers, ["name", "lock_id"]),
  triggerTerminal: (request) => act(request, terminals, {}),
  fetchVideoLink: (request) =>
    withRow(request, cameras, ({ id }) => json({ url: `https://video.example/cameras/${id}` })),
};

function act(request: AuthorizedRequest, resource: Resource, changes: JsonObject): Answer {
  return withRow(request, resource, ({ id }) => {
    request.world.table(resource.source).update(id, changes);
    return noContent();
  });
}

/** Takes a device into use by the token that is printed on it. */
function assign({ world, caller, params, body }: AuthorizedRequest, resource: Resource, required: readonly string[]) {
  const ofCaller = { token: params[0] ?? "", _organization_id: caller.organizationId };
  const [device] = world.table(resource.source).where(ofCaller);
  if (!device) return notFound(resource.collection);
  const sent = unwrap(body, resource.wrapper);
  const missing = required.filter((field) => sent[field] === undefined || sent[field] === null);
  if (missing.length > 0) return invalidFields(Object.fromEntries(missing.map((field) => [field, ["can't be blank"]])));
  const [, target = ""] = required;
  const row = world.table(`${target.replace(/_id$/, "")}s`).find(sent[target]);
  if (!row || organizationOf(row) !== caller.organizationId) return invalidFields({ [target]: ["must exist"] });
  world.table(resource.source).update(device.id, { name: textOf(sent.name), [target]: row.id });
  return noContent();
}
