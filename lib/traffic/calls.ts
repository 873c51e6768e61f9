import { AppError } from "#lib/errors";
import type { Call, CallDetail, CallPage } from "#lib/model/call";
import type { AttemptReader, CallQuery } from "#lib/store/store";
import { type Clock, systemClock } from "#lib/time/clock";

const searchMs = 1_000;

/**
 * A page of calls, newest first; `limit` is 1..500. The store is asked again and again, so that others have their turns
 * between, until the page is full, the list ends, or a second is over: then the page may be short or empty, and its
 * cursor goes on from there.
 */
export async function listCalls(
  store: Pick<AttemptReader, "listCalls">,
  query: CallQuery,
  clock: Pick<Clock, "elapsed"> = systemClock,
): Promise<CallPage> {
  const untilMs = clock.elapsed() + searchMs;
  const data: Call[] = [];
  let { cursor } = query;
  do {
    const page = await store.listCalls({ ...query, limit: query.limit - data.length, cursor });
    data.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null && data.length < query.limit && clock.elapsed() < untilMs);
  return { data, nextCursor: cursor };
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
