import type { JsonObject } from "#lib/simulator/json";
import { defineResource } from "#lib/simulator/resource";
import { embedElevatorStop, lockFields } from "#lib/simulator/resources/locks";
import { placeFields } from "#lib/simulator/resources/places";
import type { Row } from "#lib/simulator/table";
import { embed, type World } from "#lib/simulator/world";

const controllerFields = ["id", "resource_type", "name"] as const;
const pinFields = ["id", "channel", "name"] as const;

export const controllers = defineResource({
  collection: "controllers",
  wrapper: "controller",
  resourceType: "Controller",
  fields: { name: "string", description: "string?" },
  searched: ["name", "device_id"],
  filters: ["place_id", "online"],
  defaults: {
    description: null,
    broadcast_ip_address: null,
    configured: true,
    gateway_ip_address: null,
    ip_address: null,
    model: "controller-pro-2.0",
    network_interface: "ethernet",
    network: null,
    online: true,
    revision: "2.0",
    zone_controller: false,
    place_id: null,
  },
  complete: (_, { random }) => ({
    device_id: random.hex(16),
    ethernet_mac: random.hex(12),
    wifi_mac: random.hex(12),
    token: random.hex(16),
  }),
  present: (row, world) => embed(world, "place", "places", row.place_id, placeFields),
});

export const readers = defineResource({
  collection: "readers",
  wrapper: "reader",
  resourceType: "Reader",
  fields: { name: "string", description: "string?" },
  searched: ["name", "device_id"],
  filters: ["place_id", "lock_id", "online"],
  defaults: {
    description: null,
    model: "reader-pro-2.0",
    online: true,
    tampered: false,
    place_id: null,
    lock_id: null,
    controller_id: null,
  },
  complete: (_, { random }) => ({ device_id: random.hex(16), token: random.hex(16) }),
  present: (row, world) => ({
    ...embed(world, "place", "places", row.place_id, placeFields),
    ...embed(world, "lock", "locks", row.lock_id, lockFields),
  }),
});

function definePins(collection: string, wrapper: string) {
  return defineResource({
    collection,
    wrapper,
    resourceType: null,
    fields: {},
    scope: ["controller_id"],
    scopeStatus: 404,
    filters: ["controller_id"],
    present: (row, world) => embed(world, "controller", "controllers", row.controller_id, controllerFields),
  });
}

export const controllerInputs = definePins("controller_inputs", "controller_input");
export const controllerRelays = definePins("controller_relays", "controller_relay");
export const controllerWiegands = definePins("controller_wiegands", "controller_wiegand");

/** What a pin of a controller is wired to; the pin's own collection is `${pin}s`. */
function defineConnections(pin: string, defaults: JsonObject) {
  return defineResource({
    collection: `${pin}_connections`,
    wrapper: `${pin}_connection`,
    resourceType: null,
    fields: {
      name: "string?",
      type: "string",
      [`${pin}_id`]: "integer",
      lock_id: "integer?",
      elevator_stop_id: "integer?",
      duration: "number",
    },
    required: ["type", `${pin}_id`],
    references: { [`${pin}_id`]: `${pin}s`, lock_id: "locks", elevator_stop_id: "elevator_stops" },
    scope: ["controller_id"],
    scopeStatus: 404,
    filters: ["controller_id", "type", "lock_id"],
    defaults: { name: null, ...defaults },
    complete: (fields, world) => ({
      _controller_id: world.table(`${pin}s`).find(fields[`${pin}_id`])?.controller_id ?? null,
    }),
    present: (row, world) => ({
      ...embed(world, pin, `${pin}s`, row[`${pin}_id`], pinFields),
      ...presentTarget(row, world),
    }),
  });
}

function presentTarget(row: Row, world: World): JsonObject {
  if (row.type === "elevator_stop") {
    return { elevator_stop_id: row.elevator_stop_id ?? null, ...embedElevatorStop(world, row) };
  }
  return { lock_id: row.lock_id ?? null, ...embed(world, "lock", "locks", row.lock_id, lockFields) };
}

export const controllerInputConnections = defineConnections("controller_input", {});
export const controllerRelayConnections = defineConnections("controller_relay", { duration: 3 });
export const controllerWiegandConnections = defineConnections("controller_wiegand", {});

export const terminals = defineResource({
  collection: "terminals",
  wrapper: "terminal",
  resourceType: "Terminal",
  fields: {
    name: "string",
    description: "string?",
    place_id: "integer",
    marketplace_installation_id: "integer?",
  },
  required: ["name", "place_id"],
  references: { place_id: "places" },
  checksUpdates: true,
  filters: ["place_id"],
  defaults: { description: null, marketplace_installation_id: null },
  present: (row, world) => embed(world, "place", "places", row.place_id, placeFields),
});
