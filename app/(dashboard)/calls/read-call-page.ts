import { AppError } from "#lib/errors";
import type { CallPage } from "#lib/model/call";
import type { AttemptReader, CallQuery } from "#lib/store/store";
import { listCalls } from "#lib/traffic/calls";

/** A page of the list, with the cursor that it really begins at. */
export type ShownCallPage = {
  readonly page: CallPage;
  readonly cursor: string | null;
  readonly complaint: string | null;
};

/** Reads a page of calls. A cursor that is none of this list's shows the newest calls, and `complaint` says so. */
export async function readCallPage(store: Pick<AttemptReader, "listCalls">, query: CallQuery): Promise<ShownCallPage> {
  try {
    return { page: await listCalls(store, query), cursor: query.cursor, complaint: null };
  } catch (error) {
    const isCursor = error instanceof AppError && error.errors.some(({ path }) => path === "cursor");
    if (!isCursor) throw error;
    return {
      page: await listCalls(store, { ...query, cursor: null }),
      cursor: null,
      complaint: "The place in the list that the address names cannot be read. These are the newest calls instead.",
    };
  }
}
