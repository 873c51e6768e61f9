import { AppError } from "#lib/errors";
import type { CallDetail, CallPage } from "#lib/model/call";
import type { AttemptReader, CallQuery } from "#lib/store/store";

/** A page of calls, newest first; `limit` is 1..500. A long search may answer with a short page and a cursor. */
export function listCalls(store: Pick<AttemptReader, "listCalls">, query: CallQuery): Promise<CallPage> {
  return store.listCalls(query);
}

/** A call with its attempts; undefined if there is none, or none any more. */
export function findCall(store: Pick<AttemptReader, "findCall">, callId: string): Promise<CallDetail | undefined> {
  return store.findCall(callId);
}

/** A call with its attempts. Throws `not_found`. */
export async function getCall(store: Pick<AttemptReader, "findCall">, callId: string): Promise<CallDetail> {
  const detail = await store.findCall(callId);
  if (!detail) throw new AppError("not_found", "There is no such call: it is past retention, or its id is mistyped");
  return detail;
}
