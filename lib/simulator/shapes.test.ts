import { expect, test } from "vitest";
import { createTestClient } from "#lib/simulator/test-client";

/** Fields of Kisi's answers as its document lists them, without those that are left out when they are null. */
const common = "id resource_type created_at updated_at";
const shapes: readonly (readonly [path: string, fields: string])[] = [
  [
    "/organizations",
    `${common} name domain logo address description device_logins_expire_after places_count scim_enabled
     sso_flow_enabled sso_expiration_override_enabled sso_expiration_override metadata time_zone
     web_authentication_api_enabled apple_pass_enabled user_id transfer_to_id transfer_to image color`,
  ],
  [
    "/places",
    `${common} name description latitude longitude address image time_zone tz_time_zone locks_count integrations_count
     locked_down locked_down_since occupancy_rate organization_id organization color logo user_id members_count`,
  ],
  [
    "/locks",
    `${common} configured description first_to_arrive_required_until first_to_arrive_satisfied latitude longitude
     locked_down locked_down_since name on_scheduled_unlock online open order_id unlocked geofence_restriction_enabled
     geofence_restriction_radius reader_restriction_enabled time_restriction_enabled time_restriction_time_zone place_id
     place floor_id groups_count unlocked_until`,
  ],
  [
    "/members",
    `${common} name image password_flow_enabled access_enabled scim_access_enabled last_accessed_at role_id notes
     metadata organization_id user_id user place_id shares_count confirmed`,
  ],
  [
    "/users",
    `${common} name email metadata image otp_required_for_login password_flow_enabled access_enabled last_accessed_at
     scim_access_enabled notes organization_id confirmed groups_count`,
  ],
  [
    "/user",
    `${common} name email image locale notifications_unread_count otp_required_for_login otp_enabled_at
     primary_login_exists announcements_last_seen_at last_read_at notes organization_id organization`,
  ],
  [
    "/groups?ids=150002",
    `${common} name description geofence_restriction_enabled geofence_restriction_radius login_enabled users_count
     primary_device_restriction_enabled managed_device_restriction_enabled reader_restriction_enabled
     time_restriction_enabled tap_to_access_restriction_enabled locks_count elevator_stops_count place_id place
     time_restriction_time_zone members_count`,
  ],
  ["/group_locks?group_id=150001", `${common} group_id group lock_id lock place_id place`],
  [
    "/logins",
    `id created_at updated_at type name primary expire last_used_at device_brand device_model os_name user_id user app
     user_agent device os`,
  ],
  [
    "/role_assignments?applies_to_type=Group",
    `${common} applies_to_type applies_to_id assignee_type assignee_id role_id valid_from valid_until applies_to
     assignee created_by_type created_by_id user_id assignee_team_id guest_id issued_by_id type scope group_id group`,
  ],
  [
    "/group_links",
    `${common} group_id name email phone quick_response_code_type link_enabled valid_from valid_until last_used_at group
     created_by_type created_by_id created_by issued_by_id`,
  ],
  [
    "/cards?type=mifare_desfire",
    `id last_used_at created_at updated_at uid type model frequency third_party assigned assigned_at activated
     activated_at deactivated_at assigned_by_id user_id token color form_factor`,
  ],
  ["/floors?place_id=20001", `${common} name description number place_id`],
  ["/guests", `${common} name email phone_number`],
  ["/teams", `${common} name`],
  ["/elevators", `${common} name description place_id integration_id elevator_stops_count`],
  [
    "/elevator_stops?place_id=20001",
    `${common} name locked_down locked_down_since on_scheduled_permit permitted time_restriction_enabled elevator_id
     elevator floor_id floor place_id place`,
  ],
  [
    "/card_assignments",
    `${common} status two_factor_pin send_two_factor_pin_notification assignee_type assignee_id card_id created_by_type
     created_by_id guest_id user_id`,
  ],
  ["/terminals", `${common} name description place_id place marketplace_installation_id`],
  ["/reports", `${common} name status start_date end_date time_zone organization_id organization place_id reporter_id`],
];

function fieldsOf(value: object | undefined): string[] {
  return Object.keys(value ?? {}).sort();
}

test.each(shapes)("%s shows exactly Kisi's fields", (path, fields) => {
  const { json } = createTestClient().call("GET", path);
  const first = Array.isArray(json) ? json[0] : json;
  expect(fieldsOf(first)).toEqual(fields.split(/\s+/).sort());
});

test("a list shows what reading one shows", () => {
  const { call } = createTestClient();
  for (const collection of ["places", "locks", "users", "members", "groups", "role_assignments", "cards", "teams"]) {
    const [first] = call("GET", `/${collection}?limit=1`).json;
    expect(call("GET", `/${collection}/${first.id}`).json).toEqual(first);
  }
});

test("nothing of the simulator's own leaves it", () => {
  const { call } = createTestClient();
  for (const [path] of shapes) expect(call("GET", path).text, path).not.toMatch(/"_|simulated|password"/);
});

test("favorites are shown on request only", () => {
  const { call } = createTestClient();
  expect(call("POST", "/locks/50003/favorite").status).toBe(204);
  expect(call("GET", "/locks").json[0]).not.toHaveProperty("favorite");
  const marked = call("GET", "/locks?favorite=true").json;
  expect(marked.map(({ id, favorite }: { id: number; favorite: boolean }) => [id, favorite])).toEqual([[50003, true]]);
  expect(call("GET", "/locks?favorite=*").json).toHaveLength(40);
  expect(call("GET", "/locks?favorite=false").json).toHaveLength(39);
  call("POST", "/locks/50003/unfavorite");
  expect(call("GET", "/locks?favorite=true").json).toEqual([]);
});

test("a group link sees a lock's few fields, and no other operation", () => {
  const { call } = createTestClient();
  const authorization = "KISI-GROUP-LINK simulated-group-link-no-secret-40fe";
  const [lock] = call("GET", "/locks", { authorization }).json;
  expect(fieldsOf(lock)).toEqual([
    "configured",
    "description",
    "id",
    "locked_down",
    "locked_down_since",
    "name",
    "online",
    "open",
    "place",
    "place_id",
    "unlocked",
    "unlocked_until",
  ]);
  expect(call("POST", `/locks/${lock.id}/unlock`, { authorization }).status).toBe(200);
  expect(call("GET", "/places/20001", { authorization }).status).toBe(200);
  expect(call("GET", "/users", { authorization }).status).toBe(401);
});

test("OAuth2 opens all but the two operations that do not list it", () => {
  const { call } = createTestClient();
  const authorization = "Bearer simulated-oauth-token-no-secret-17aa";
  expect(call("GET", "/locks", { authorization }).status).toBe(200);
  expect(call("GET", "/organization", { authorization }).status).toBe(401);
  expect(call("GET", "/places/20001", { authorization }).status).toBe(401);
});
