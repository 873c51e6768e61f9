import { AppError } from "#lib/errors";
import type { KisiOperationCall, KisiResult } from "#lib/kisi/client";

/** Kisi's lists and their page sizes; `page: null` where Kisi takes neither `limit` nor `offset`. */
export const lists = {
  organizations: { operationId: "fetchOrganizations", page: null },
  places: { operationId: "fetchPlaces", page: { limitDefault: 50, limitMax: 250 } },
  locks: { operationId: "fetchLocks", page: { limitDefault: 50, limitMax: 250 } },
  groups: { operationId: "fetchGroups", page: { limitDefault: 10, limitMax: 250 } },
  users: { operationId: "fetchUsers", page: { limitDefault: 50, limitMax: 100 } },
  cards: { operationId: "fetchCards", page: { limitDefault: 10, limitMax: 250 } },
  logins: { operationId: "fetchLogins", page: { limitDefault: 10, limitMax: 250 } },
} as const;
export type ListName = keyof typeof lists;

const offsetMax = 20_000;

/** Which part of a list; what is left out is Kisi's default (offset 0). */
export type Page = { readonly limit?: number; readonly offset?: number };

/** One record. Kisi's records carry more than this; what a caller needs of it, it must check. */
export type KisiRecord = { readonly id: string | number } & Readonly<Record<string, unknown>>;

/** Asks for a part of a list. Throws `bad_input` beyond Kisi's published limits. */
export function callForList(name: ListName, page: Page = {}): KisiOperationCall {
  const { operationId, page: bounds } = lists[name];
  if (bounds === null) return { operationId };
  requireBetween("limit", page.limit, 1, bounds.limitMax);
  requireBetween("offset", page.offset, 0, offsetMax);
  return { operationId, query: { limit: page.limit, offset: page.offset } };
}

/** Asks who the key belongs to. */
export function callForCurrentUser(): KisiOperationCall {
  return { operationId: "fetchCurrentUser" };
}

/** Asks for one lock. */
export function callForLock(id: number): KisiOperationCall {
  return { operationId: "fetchLock", params: { id } };
}

/** Opens a door. */
export function callForUnlock(id: number): KisiOperationCall {
  return { operationId: "unlockLock", params: { id } };
}

/** The records of a list that was answered; null if the answer is anything else. */
export function recordsOf(result: KisiResult): readonly KisiRecord[] | null {
  if (result.kind !== "answer" || result.status !== 200 || result.body.kind !== "json") return null;
  const { value } = result.body;
  return Array.isArray(value) && value.every(isRecord) ? value : null;
}

function isRecord(value: unknown): value is KisiRecord {
  if (typeof value !== "object" || value === null || !("id" in value)) return false;
  return typeof value.id === "number" || typeof value.id === "string";
}

function requireBetween(name: string, value: number | undefined, min: number, max: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= min && value <= max)) return;
  const message = `must be a whole number from ${min} to ${max}`;
  throw new AppError("bad_input", `${name} ${message}`, { errors: [{ path: name, message }] });
}
