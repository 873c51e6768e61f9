import { type Answer, json, kisiError, noContent } from "#lib/simulator/answer";
import type { JsonObject } from "#lib/simulator/json";
import { updateRow } from "#lib/simulator/operations/collection-operations";
import { presentRecord } from "#lib/simulator/records";
import type { AuthorizedRequest, OpenHandler, OperationHandler, OperationRequest } from "#lib/simulator/request";
import { organizations } from "#lib/simulator/resources/places";
import type { Row } from "#lib/simulator/table";
import { unwrap } from "#lib/simulator/validation";

/** The caller's organization. */
export const organizationOperations: Readonly<Record<string, OperationHandler>> = {
  fetchCurrentOrganization: (request) =>
    withOrganization(request, (organization) => json(presentRecord(request.world, organizations, organization))),
  updateCurrentOrganization: (request) =>
    withOrganization(request, (organization) => updateRow(request, organizations, organization)),
  fetchCurrentOrganizationDashboard: ({ world, caller }) => {
    const count = (collection: string, values: JsonObject = {}) =>
      world.table(collection).count({ _organization_id: caller.organizationId, ...values });
    return json({
      places_count: count("places"),
      locks_count: count("locks"),
      locks_online_count: count("locks", { online: true }),
      users_count: count("users"),
    });
  },
  fetchCurrentOrganizationSettings: (request) =>
    withOrganization(request, ({ time_zone, device_logins_expire_after, sso_flow_enabled, scim_enabled }) =>
      json({
        time_zone: time_zone ?? null,
        device_logins_expire_after: device_logins_expire_after ?? null,
        sso_flow_enabled: sso_flow_enabled ?? false,
        scim_enabled: scim_enabled ?? false,
      }),
    ),
  fetchOrganizationTransfers: () => json([]),
  requestTransfer: () => noContent(),
  acceptTransfer: () => noContent(),
  cancelTransfer: () => noContent(),
  rejectTransfer: () => noContent(),
  generateNextCertificate: () => noContent(),
  rotateCertificate: () => noContent(),
};

/** What everyone may ask of an organization before signing in. */
export const openOrganizationOperations: Readonly<Record<string, OpenHandler>> = {
  findOrganizations: ({ world, body }) => {
    const { email } = unwrap(body, "user");
    const found = world.table("users").where({ email: email ?? null });
    const ids = new Set(found.map((user) => user._organization_id));
    return json(
      world
        .table("organizations")
        .where()
        .filter(({ id }) => ids.has(id))
        .map(presentPublicly),
    );
  },
  fetchPublicOrganization: ({ world, params }: OperationRequest) => {
    const [organization] = world.table("organizations").where({ domain: params[0] ?? "" });
    return organization ? json(presentPublicly(organization)) : kisiError(404, "000000");
  },
};

function withOrganization({ world, caller }: AuthorizedRequest, act: (organization: Row) => Answer): Answer {
  const organization = world.table("organizations").find(caller.organizationId);
  return organization ? act(organization) : kisiError(401, "afc496");
}

function presentPublicly({ id, name, domain, logo, sso_flow_enabled }: Row): JsonObject {
  return {
    id,
    resource_type: "Organization",
    name: name ?? null,
    domain: domain ?? null,
    logo: logo ?? null,
    sso_flow_enabled: sso_flow_enabled ?? false,
  };
}
