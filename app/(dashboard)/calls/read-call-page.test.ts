import { expect, test } from "vitest";
import { AppError } from "#lib/errors";
import type { CallPage } from "#lib/model/call";
import type { CallQuery } from "#lib/store/store";
import { readCallPage } from "./read-call-page";

const query: CallQuery = { range: { fromMs: 0, toMs: 1 }, filter: {}, limit: 50, cursor: "x" };
const newest: CallPage = { data: [], nextCursor: null };

function storeThatRefuses(path: string) {
  return {
    async listCalls({ cursor }: CallQuery): Promise<CallPage> {
      if (cursor === null) return newest;
      throw new AppError("bad_input", `${path} is wrong`, { errors: [{ path, message: "is wrong" }] });
    },
  };
}

test("a cursor that cannot be read shows the newest calls and says so", async () => {
  expect(await readCallPage(storeThatRefuses("cursor"), query)).toEqual({
    page: newest,
    cursor: null,
    complaint: expect.stringMatching(/newest calls instead/),
  });
});

test("any other failure stays one", async () => {
  await expect(readCallPage(storeThatRefuses("range"), query)).rejects.toThrow("range is wrong");
});
