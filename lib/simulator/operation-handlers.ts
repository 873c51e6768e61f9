import { type Operation, operations } from "#lib/kisi/catalogue";
import { accessOperations } from "#lib/simulator/operations/access-operations";
import { accountOperations, openAccountOperations } from "#lib/simulator/operations/account-operations";
import {
  createRecord,
  deleteRecord,
  listRecords,
  readRecord,
  updateRecord,
} from "#lib/simulator/operations/collection-operations";
import { deviceOperations } from "#lib/simulator/operations/device-operations";
import { doorOperations } from "#lib/simulator/operations/door-operations";
import { eventOperations } from "#lib/simulator/operations/event-operations";
import { favoriteOperations } from "#lib/simulator/operations/favorite-operations";
import { openOrganizationOperations, organizationOperations } from "#lib/simulator/operations/organization-operations";
import { otherOperations } from "#lib/simulator/operations/other-operations";
import { signInOperations } from "#lib/simulator/operations/sign-in-operations";
import type { OpenHandler, OperationHandler } from "#lib/simulator/request";
import { findResource } from "#lib/simulator/resources";

const special: Readonly<Record<string, OperationHandler>> = {
  ...doorOperations,
  ...favoriteOperations,
  ...accessOperations,
  ...deviceOperations,
  ...accountOperations,
  ...organizationOperations,
  ...eventOperations,
  ...otherOperations,
};

const open: Readonly<Record<string, OpenHandler>> = {
  ...signInOperations,
  ...openAccountOperations,
  ...openOrganizationOperations,
};

const usual = {
  "GET list": listRecords,
  "POST list": createRecord,
  "GET one": readRecord,
  "PATCH one": updateRecord,
  "PUT one": updateRecord,
  "DELETE one": deleteRecord,
} as const;

/** Operations that are answered with or without a caller. */
export const openHandlers: ReadonlyMap<string, OpenHandler> = new Map(Object.entries(open));

/** How each of the other operations is answered, by operation id. */
export const operationHandlers: ReadonlyMap<string, OperationHandler> = new Map(
  operations
    .filter(({ operationId }) => !openHandlers.has(operationId))
    .map((operation) => [operation.operationId, special[operation.operationId] ?? usualHandler(operation)]),
);

/** `/collection` and `/collection/{id}` of a known collection. Throws for an operation that nobody answers. */
function usualHandler({ operationId, method, path }: Operation): OperationHandler {
  const [, collection = "", id, ...more] = path.split("/");
  const resource = findResource(collection);
  const kind = `${method} ${id === undefined ? "list" : "one"}`;
  const handler = Object.entries(usual).find(([name]) => name === kind)?.[1];
  if (!resource || !handler || more.length > 0) throw new Error(`the simulator has no answer for ${operationId}`);
  return (request) => handler(request, resource);
}
