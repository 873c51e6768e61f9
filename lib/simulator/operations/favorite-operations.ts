import { type Answer, json, noContent } from "#lib/simulator/answer";
import { isJsonObject, type Json, type JsonObject } from "#lib/simulator/json";
import { findRows, listRecords, readRecord, withRow } from "#lib/simulator/operations/collection-operations";
import type { AuthorizedRequest, OperationHandler } from "#lib/simulator/request";
import type { Resource } from "#lib/simulator/resource";
import { lockFieldsOfGroupLink, locks } from "#lib/simulator/resources/locks";
import { places } from "#lib/simulator/resources/places";
import type { Row } from "#lib/simulator/table";

/** Lists of locks and places, where `favorite` selects and is shown on request only, and marking favorites. */
export const favoriteOperations: Readonly<Record<string, OperationHandler>> = {
  fetchLocks: (request) => forGroupLink(request, listWithFavorites(request, locks)),
  fetchLock: (request) => forGroupLink(request, readRecord(request, locks)),
  fetchPlaces: (request) => listWithFavorites(request, places),
  favoriteLock: (request) => mark(request, locks, true),
  unfavoriteLock: (request) => mark(request, locks, false),
  favoritePlace: (request) => mark(request, places, true),
  unfavoritePlace: (request) => mark(request, places, false),
};

function listWithFavorites(request: AuthorizedRequest, resource: Resource): Answer {
  const wanted = request.query.get("favorite");
  if (wanted === null) return listRecords(request, resource);
  const marked = favoritesOf(request.caller.actor, resource);
  const rows = findRows(request, resource).filter(
    (row) => wanted === "*" || String(marked.includes(row.id)) === wanted,
  );
  const answer = listRecords(request, resource, rows);
  if (!Array.isArray(answer.body)) return answer;
  const shown = answer.body.filter(isJsonObject).map((row) => ({ ...row, favorite: marked.includes(row.id ?? null) }));
  return { ...answer, body: shown };
}

function favoritesOf(actor: Row, { collection }: Resource): readonly Json[] {
  const marked = actor[`_favorite_${collection}`];
  return Array.isArray(marked) ? marked : [];
}

function mark(request: AuthorizedRequest, resource: Resource, favorite: boolean): Answer {
  const { world, caller } = request;
  return withRow(request, resource, ({ id }) => {
    const others = favoritesOf(caller.actor, resource).filter((other) => other !== id);
    const marked = favorite ? [...others, id] : others;
    if (caller.user) world.table("users").update(caller.user.id, { [`_favorite_${resource.collection}`]: marked });
    return noContent();
  });
}

function forGroupLink({ caller }: AuthorizedRequest, answer: Answer): Answer {
  if (caller.scheme !== "KISI-GROUP-LINK" || answer.status !== 200) return answer;
  if (Array.isArray(answer.body)) return { ...answer, body: answer.body.filter(isJsonObject).map(onlyShown) };
  return isJsonObject(answer.body) ? json(onlyShown(answer.body)) : answer;
}

function onlyShown(lock: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(lock).filter(([field]) => lockFieldsOfGroupLink.has(field)));
}
