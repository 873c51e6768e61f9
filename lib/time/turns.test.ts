import { expect, test } from "vitest";
import { createTurns } from "#lib/time/turns";

test("one piece of work is in at a time, in the order of arrival, and a failure is for its own asker", async () => {
  const inTurn = createTurns();
  const seen: string[] = [];
  const work = (name: string) => async () => {
    seen.push(`${name} in`);
    await new Promise((resolve) => setImmediate(resolve));
    seen.push(`${name} out`);
    if (name === "b") throw new Error("b failed");
    return name;
  };
  const ended = await Promise.allSettled([inTurn(work("a")), inTurn(work("b")), inTurn(work("c")), inTurn(() => "d")]);
  expect(seen).toEqual(["a in", "a out", "b in", "b out", "c in", "c out"]);
  expect(ended.map((one) => (one.status === "fulfilled" ? one.value : String(one.reason)))).toEqual([
    "a",
    "Error: b failed",
    "c",
    "d",
  ]);
});
