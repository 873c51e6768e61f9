import { expect, test } from "vitest";
import { findCall, getCall } from "#lib/traffic/calls";

test("a call that is not there is undefined to who looks for it, and not found to who needs it", async () => {
  const store = { findCall: async () => undefined };
  expect(await findCall(store, "x")).toBeUndefined();
  await expect(getCall(store, "x")).rejects.toMatchObject({ code: "not_found" });
});
