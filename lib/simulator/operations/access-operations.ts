import { type Answer, invalidFields, json, noContent, notFound } from "#lib/simulator/answer";
import { isJsonObject, isoTime, type JsonObject, textOf } from "#lib/simulator/json";
import { createRecord, withRow } from "#lib/simulator/operations/collection-operations";
import { insertRecord } from "#lib/simulator/records";
import type { AuthorizedRequest, OperationHandler } from "#lib/simulator/request";
import { cardAssignments, cards, collectionOfType, roleAssignments } from "#lib/simulator/resources/access";
import { invites } from "#lib/simulator/resources/automation";
import { groupLinks } from "#lib/simulator/resources/groups";
import { guests, members, users } from "#lib/simulator/resources/people";
import type { Row } from "#lib/simulator/table";
import { unwrap } from "#lib/simulator/validation";
import { organizationOf } from "#lib/simulator/world";

/** Cards, links, roles and invitations, as far as they are not the usual creation and reading. */
export const accessOperations: Readonly<Record<string, OperationHandler>> = {
  createRoleAssignment,
  createGroupLink,
  createMember: (request) =>
    unwrap(request.body, "member").place_id === undefined
      ? createRecord(request, members)
      : invalidFields({ place_id: ["is not permitted"] }),
  createInvite,
  activateCard: (request) => changeCard(request, { _activated: true, activated_at: nowOf(request) }),
  deactivateCard: (request) => changeCard(request, { _activated: false, deactivated_at: nowOf(request) }),
  assignCard,
  deassignCard: (request) => changeCard(request, { _user_id: null, assigned_at: null }),
  activateCardByToken: (request) => activateByToken(request, "cards", { _activated: true }),
  activateCardAssignment: (request) => changeStatus(request, "activated"),
  deactivateCardAssignment: (request) => changeStatus(request, "deactivated"),
  activateCardAssignmentWithActivationToken: (request) =>
    activateByToken(request, "card_assignments", { status: "activated" }),
};

function nowOf({ world }: AuthorizedRequest): string {
  return isoTime(world.nowMs());
}

/** Kisi lists 404 here: for an organization, place or group, or an assignee, that does not exist. */
function createRoleAssignment(request: AuthorizedRequest): Answer {
  const sent = roleAssignments.normalise(unwrap(request.body, roleAssignments.wrapper));
  for (const name of ["applies_to", "assignee"]) {
    const [type, id] = [sent[`${name}_type`], sent[`${name}_id`]];
    if (type === undefined || id === undefined) continue;
    const collection = collectionOfType.get(textOf(type));
    if (!collection) return invalidFields({ [`${name}_type`]: ["is not included in the list"] });
    const row = request.world.table(collection).find(id);
    if (!row || organizationOf(row) !== request.caller.organizationId) return notFound(collection);
  }
  return createRecord(request, roleAssignments);
}

/** Only the answer to the creation has the link's secrets. */
function createGroupLink(request: AuthorizedRequest): Answer {
  const answer = createRecord(request, groupLinks);
  if (answer.status !== 200 || !isJsonObject(answer.body)) return answer;
  const link = request.world.table("group_links").find(answer.body.id);
  const withCode = link?.quick_response_code_type !== null;
  return json({
    ...answer.body,
    secret: link?._secret ?? null,
    quick_response_code_token: withCode ? (link?._quick_response_code_token ?? null) : null,
    quick_response_code_image: null,
  });
}

/** The invited person becomes a user or a guest of the organization, if he is none yet. */
function createInvite(request: AuthorizedRequest): Answer {
  const answer = createRecord(request, invites);
  if (answer.status !== 200 || !isJsonObject(answer.body)) return answer;
  const { invitee: wanted, role_assignment: _role, access_key: _key, ...invite } = answer.body;
  const invitee = findOrCreateInvitee(request, isJsonObject(wanted) ? wanted : {});
  const { resource_type: type, id, email, name } = invitee;
  return json({
    ...invite,
    invitee_type: type ?? "User",
    invitee_id: id,
    invitee: { id, resource_type: type ?? "User", email: email ?? null, name: name ?? "" },
  });
}

function findOrCreateInvitee({ world, caller }: AuthorizedRequest, { resource_type, email, name }: JsonObject): Row {
  const resource = resource_type === "Guest" ? guests : users;
  const fields = { email: email ?? null, name: name ?? "" };
  const same = { email: fields.email, _organization_id: caller.organizationId };
  const [known] = fields.email === null ? [] : world.table(resource.collection).where(same);
  return known ?? insertRecord(world, resource, caller.organizationId, fields);
}

function changeCard(request: AuthorizedRequest, changes: JsonObject): Answer {
  return withRow(request, cards, (card) => {
    request.world.table("cards").update(card.id, { ...changes, updated_at: nowOf(request) });
    return noContent();
  });
}

function assignCard(request: AuthorizedRequest): Answer {
  const { world, caller, body } = request;
  return withRow(request, cards, () => {
    const sent = unwrap(body, "card");
    const userId = sent.user_id ?? sent.assignee_id;
    if (userId === undefined) return invalidFields({ user_id: ["can't be blank"] });
    const user = world.table("users").find(userId);
    if (!user || organizationOf(user) !== caller.organizationId) return invalidFields({ user: ["must exist"] });
    const assignedBy = caller.user?.id ?? null;
    return changeCard(request, { _user_id: user.id, assigned_at: nowOf(request), assigned_by_id: assignedBy });
  });
}

function changeStatus(request: AuthorizedRequest, status: "activated" | "deactivated"): Answer {
  return withRow(request, cardAssignments, ({ id }) => {
    request.world.table("card_assignments").update(id, { status, updated_at: nowOf(request) });
    return noContent();
  });
}

function activateByToken(
  { world, caller, params }: AuthorizedRequest,
  collection: string,
  changes: JsonObject,
): Answer {
  const wanted = { _activation_token: params[0] ?? "", _organization_id: caller.organizationId };
  const [row] = world.table(collection).where(wanted);
  if (!row) return notFound(collection);
  world.table(collection).update(row.id, changes);
  return noContent();
}
