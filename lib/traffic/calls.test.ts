import { expect, test } from "vitest";
import type { Call } from "#lib/model/call";
import type { CallQuery } from "#lib/store/store";
import { findCall, getCall, listCalls } from "#lib/traffic/calls";

const callOf = (callId: string) => ({ callId }) as Call;
const query: CallQuery = { range: { fromMs: 0, toMs: 1 }, filter: {}, limit: 3, cursor: null };

/** A store that finds what `pages` say, a page a question. */
function storeOf(pages: readonly (readonly string[])[]) {
  const asked: { cursor: string | null; limit: number }[] = [];
  return {
    asked,
    listCalls: async ({ cursor, limit }: CallQuery) => {
      asked.push({ cursor, limit });
      const index = Number(cursor ?? 0);
      const data = (pages[index] ?? []).slice(0, limit).map(callOf);
      return { data, nextCursor: index + 1 < pages.length ? String(index + 1) : null };
    },
  };
}

test("a search asks on until its page is full, for what is missing alone", async () => {
  const store = storeOf([["a"], [], ["b"], ["c", "d"], ["e"]]);
  const { data, nextCursor } = await listCalls(store, query);
  expect(data.map(({ callId }) => callId)).toEqual(["a", "b", "c"]);
  expect(nextCursor).toBe("4");
  expect(store.asked).toEqual([
    { cursor: null, limit: 3 },
    { cursor: "1", limit: 2 },
    { cursor: "2", limit: 2 },
    { cursor: "3", limit: 1 },
  ]);
});

test("a search ends where the list ends", async () => {
  const { data, nextCursor } = await listCalls(storeOf([[], ["a"], []]), query);
  expect(data.map(({ callId }) => callId)).toEqual(["a"]);
  expect(nextCursor).toBeNull();
});

test("a search that finds nothing for a second stops, and says where to go on", async () => {
  let asked = 0;
  const endless = { listCalls: async () => ({ data: [], nextCursor: String(++asked) }) };
  const { data, nextCursor } = await listCalls(endless, query, { elapsed: () => asked * 300 });
  expect(data).toEqual([]);
  expect(nextCursor).toBe("4");
});

test("a call that is not there is undefined to who looks for it, and not found to who needs it", async () => {
  const store = { findCall: async () => undefined };
  expect(await findCall(store, "x")).toBeUndefined();
  await expect(getCall(store, "x")).rejects.toMatchObject({ code: "not_found" });
});
