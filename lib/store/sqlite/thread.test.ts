import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { AppError } from "#lib/errors";
import { createThread } from "#lib/store/sqlite/thread";
import { packFailure, unpackFailure } from "#lib/store/sqlite/thread-protocol";

// A thread of few words. `wait` blocks it, `die` ends it in the middle of a question.
const source = `
  const { parentPort } = require("node:worker_threads");
  parentPort.on("message", (request) => {
    if (request === null) return parentPort.close();
    const { id, verb, args } = request;
    if (verb === "die") process.exit(3);
    if (verb === "throw") throw new Error("unforeseen");
    if (verb === "wait") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, args[0]);
    if (verb === "fail") parentPort.postMessage({ id, failure: { code: "conflict", message: "no", errors: [], cause: "why" } });
    else parentPort.postMessage({ id, value: args[0] });
  });`;

type EchoVerbs = Record<"echo" | "wait" | "die" | "throw" | "fail", (value: number) => number>;

function createEcho() {
  let spawned = 0;
  const thread = createThread<EchoVerbs>(() => {
    spawned += 1;
    return new Worker(source, { eval: true });
  });
  return { ...thread, spawned: () => spawned };
}

test("answers find their questions, whatever the order of asking", async () => {
  const echo = createEcho();
  expect(echo.spawned()).toBe(0);
  expect(await Promise.all([1, 2, 3].map((n) => echo.ask("echo", n)))).toEqual([1, 2, 3]);
  expect(echo.spawned()).toBe(1);
  await echo.close();
});

test.each(["die", "throw"] as const)(
  "when the thread dies (%s), its questions reject and the next starts another",
  async (verb) => {
    const echo = createEcho();
    const lost = await Promise.allSettled([echo.ask(verb, 0), echo.ask("echo", 1)]);
    for (const result of lost) expect(result).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
    expect(await echo.ask("echo", 2)).toBe(2);
    expect(echo.spawned()).toBe(2);
    await echo.close();
  },
);

test("closing waits for open questions, and later ones reject", async () => {
  const echo = createEcho();
  const slow = echo.ask("wait", 50);
  await echo.close();
  expect(await slow).toBe(50);
  await expect(echo.ask("echo", 1)).rejects.toMatchObject({ code: "unavailable" });
  expect(echo.spawned()).toBe(1);
});

test("closing a thread that was never asked, or that dies meanwhile, ends", async () => {
  await createEcho().close();
  const echo = createEcho();
  const lost = expect(echo.ask("die", 1)).rejects.toThrow("died");
  await echo.close();
  await lost;
});

test("a failure keeps its code, its words, its fields and its cause across threads", async () => {
  const echo = createEcho();
  await expect(echo.ask("fail", 1)).rejects.toMatchObject({
    code: "conflict",
    message: "no",
    cause: { message: "why" },
  });
  await echo.close();
  const errors = [{ path: "cursor", message: "is wrong" }];
  const packed = packFailure(new AppError("bad_input", "cursor is wrong", { errors, cause: new Error("root") }));
  const error = unpackFailure(structuredClone(packed));
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: "bad_input", message: "cursor is wrong", errors });
  expect(String(error.cause)).toContain("root");
  expect(unpackFailure(packFailure(new TypeError("odd"))).message).toContain("TypeError: odd");
});
