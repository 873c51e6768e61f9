import { type Answer, invalidFields, json, kisiError, noContent, notFound } from "#lib/simulator/answer";
import type { Caller } from "#lib/simulator/authentication";
import { removeWithDependents } from "#lib/simulator/cascade";
import { isoTime, type JsonObject } from "#lib/simulator/json";
import { pageOf, parseId, selectRows } from "#lib/simulator/listing";
import { insertRecord, presentRecord } from "#lib/simulator/records";
import type { AuthorizedRequest } from "#lib/simulator/request";
import type { Resource } from "#lib/simulator/resource";
import type { Row } from "#lib/simulator/table";
import { checkFields, checkRequired, unwrap } from "#lib/simulator/validation";
import { organizationOf, type World } from "#lib/simulator/world";

/** Whether the caller may see a row of his organization: without admin rights only his own, where rows have owners. */
function isVisible(caller: Caller, resource: Resource, row: Row): boolean {
  if (organizationOf(row) !== caller.organizationId) return false;
  if (caller.administrator || resource.ownerField === null) return true;
  return row[resource.ownerField] === caller.actor.id;
}

/** Rows of a collection that the caller may see and the query selects. */
export function findRows({ world, caller, query }: AuthorizedRequest, resource: Resource): Row[] {
  const rows = world.table(resource.source).where({ _organization_id: caller.organizationId });
  const visible = rows.filter((row) => isVisible(caller, resource, row));
  return selectRows(world, resource, visible, query);
}

export function listRecords(
  request: AuthorizedRequest,
  resource: Resource,
  rows = findRows(request, resource),
): Answer {
  const { world, query } = request;
  const missing = resource.scope.find((parameter) => !query.get(parameter));
  if (missing !== undefined) return kisiError(resource.scopeStatus, resource.scopeStatus === 400 ? "000400" : "000000");
  if (resource.scope.some((parameter) => !scopeExists(request, parameter))) return notFound(resource.collection);
  if (resource.paging === null) return json(rows.map((row) => presentRecord(world, resource, row)));
  const page = pageOf(rows, query, resource.paging);
  return json(
    page.items.map((row) => presentRecord(world, resource, row)),
    page.headers,
  );
}

/** A list within a group, place or controller that does not exist is a 404. */
function scopeExists({ world, caller, query }: AuthorizedRequest, parameter: string): boolean {
  const collection = `${parameter.replace(/_id$/, "")}s`;
  const row = world.table(collection).find(parseId(query.get(parameter)));
  return row !== undefined && organizationOf(row) === caller.organizationId;
}

/** Answers with the row that the path names, or says why not. */
export function withRow(request: AuthorizedRequest, resource: Resource, act: (row: Row) => Answer): Answer {
  const { world, caller, params } = request;
  const row = world.table(resource.source).find(parseId(params[0]) - resource.idOffset);
  if (!row || organizationOf(row) !== caller.organizationId) return notFound(resource.collection);
  return isVisible(caller, resource, row) ? act(row) : kisiError(403, "fcd8ef");
}

export function readRecord(request: AuthorizedRequest, resource: Resource): Answer {
  return withRow(request, resource, (row) => json(presentRecord(request.world, resource, row)));
}

export function createRecord(request: AuthorizedRequest, resource: Resource): Answer {
  const { world, caller, body } = request;
  const sent = resource.normalise(unwrap(body, resource.wrapper));
  const { kept, errors } = checkFields(world, resource, caller.organizationId, sent);
  checkRequired(resource, kept, errors);
  Object.assign(errors, takenEmail(world, resource, caller, kept));
  if (Object.keys(errors).length > 0) return invalidFields(errors);
  const author = "created_by_id" in resource.defaults ? { created_by_id: caller.user?.id ?? null } : {};
  const row = insertRecord(world, resource, caller.organizationId, { ...kept, ...author });
  return json(presentRecord(world, resource, row));
}

function takenEmail(world: World, resource: Resource, caller: Caller, kept: JsonObject): JsonObject {
  if (resource.source !== "users" || kept.email === undefined) return {};
  const same = { email: kept.email, _organization_id: caller.organizationId };
  return world.table("users").count(same) > 0 ? { email: ["has already been taken"] } : {};
}

export function updateRecord(request: AuthorizedRequest, resource: Resource): Answer {
  return withRow(request, resource, (row) => updateRow(request, resource, row));
}

/** Changes a row by the request's body: 204, or 422 where Kisi lists it. */
export function updateRow({ world, caller, body }: AuthorizedRequest, resource: Resource, row: Row): Answer {
  const sent = resource.normalise(unwrap(body, resource.wrapper));
  const { kept, errors } = checkFields(world, resource, caller.organizationId, sent);
  if (resource.checksUpdates && Object.keys(errors).length > 0) return invalidFields(errors);
  world.table(resource.source).update(row.id, { ...kept, updated_at: isoTime(world.nowMs()) });
  return noContent();
}

export function deleteRecord(request: AuthorizedRequest, resource: Resource): Answer {
  const { world, caller } = request;
  const organization = world.table("organizations").find(caller.organizationId);
  return withRow(request, resource, (row) => {
    if (resource.source === "users" && organization?.user_id === row.id) {
      return invalidFields({ base: ["The owner of the organization can't be deleted"] });
    }
    removeWithDependents(world, resource.source, row.id);
    return noContent();
  });
}
