import type { Resource } from "#lib/simulator/resource";
import { cardAssignments, cards, logins, roleAssignments, shares } from "#lib/simulator/resources/access";
import {
  csvCardImports,
  csvUserImports,
  integrations,
  invites,
  reports,
  scheduledReports,
  schedules,
} from "#lib/simulator/resources/automation";
import {
  groupElevatorStops,
  groupLinks,
  groupLocks,
  groups,
  groupTerminals,
  groupZones,
} from "#lib/simulator/resources/groups";
import {
  controllerInputConnections,
  controllerInputs,
  controllerRelayConnections,
  controllerRelays,
  controllers,
  controllerWiegandConnections,
  controllerWiegands,
  readers,
  terminals,
} from "#lib/simulator/resources/hardware";
import { cameras, elevatorStops, elevators, locks, wirelessLocks } from "#lib/simulator/resources/locks";
import { guests, members, teamMemberships, teams, users } from "#lib/simulator/resources/people";
import { floors, organizations, places, zones } from "#lib/simulator/resources/places";

/** Every collection that answers lists, reads, creations, updates or deletions in the usual way. */
export const resources: readonly Resource[] = [
  organizations,
  places,
  floors,
  zones,
  locks,
  wirelessLocks,
  cameras,
  elevators,
  elevatorStops,
  users,
  members,
  guests,
  teams,
  teamMemberships,
  groups,
  groupLocks,
  groupElevatorStops,
  groupTerminals,
  groupZones,
  groupLinks,
  roleAssignments,
  shares,
  cards,
  cardAssignments,
  logins,
  controllers,
  readers,
  controllerInputs,
  controllerRelays,
  controllerWiegands,
  controllerInputConnections,
  controllerRelayConnections,
  controllerWiegandConnections,
  terminals,
  integrations,
  reports,
  scheduledReports,
  schedules,
  csvCardImports,
  csvUserImports,
  invites,
];

const byCollection = new Map(resources.map((resource) => [resource.collection, resource]));

export function findResource(collection: string): Resource | undefined {
  return byCollection.get(collection);
}
