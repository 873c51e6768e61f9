import type { Call, CallMatch } from "#lib/model/call";
import type { AttemptFilter } from "#lib/model/filter";
import type { AttemptReader } from "#lib/store/store";
import type { Range } from "#lib/time/range";

/** Few enough that reading and writing them holds nobody up, many enough that a million takes seconds. */
const pageSize = 200;

/** All calls of a range and filter, newest first, a page at a time: each page is a question of its own to the store. */
export async function* callBatches(
  store: Pick<AttemptReader, "listCalls">,
  range: Range,
  filter: AttemptFilter,
  match: CallMatch = "last",
): AsyncGenerator<readonly Call[]> {
  let cursor: string | null = null;
  do {
    const page = await store.listCalls({ range, filter, match, limit: pageSize, cursor });
    yield page.data;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
