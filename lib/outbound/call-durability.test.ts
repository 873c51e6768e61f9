import { expect, test } from "vitest";
import { linesOf, setUpCall, textOf } from "#lib/outbound/call-fixture";
import type { CallResult, Observe } from "#lib/outbound/exchange";
import { answer, chunk, end, fail, head, type Script, sent, wait } from "#lib/outbound/scripted-send";

/** A recorder whose commits are let go by hand. */
function slowRecorder() {
  const commits: PromiseWithResolvers<void>[] = [];
  const observe: Observe = () => {
    const commit = Promise.withResolvers<void>();
    commits.push(commit);
    return commit.promise;
  };
  return { commits, observe };
}

/** What a reader has got so far. */
function readSlowly(result: CallResult): { texts: string[] } {
  if (result.kind !== "answer") throw new Error(`No answer to read, but ${result.kind}`);
  const texts: string[] = [];
  const { body } = result;
  const read = async () => {
    for await (const part of body) texts.push(Buffer.from(part).toString());
    texts.push("end");
  };
  read().catch((error: unknown) => texts.push(String(error)));
  return { texts };
}

test("with a known length the last byte waits for the commit, all before it does not", async () => {
  const script: Script = [
    sent,
    head(200, ["Content-Length", "3"]),
    chunk("a"),
    wait(10),
    chunk("b"),
    wait(10),
    chunk("c"),
    end,
  ];
  const { commits, observe } = slowRecorder();
  const { call, clock } = setUpCall([script], { observe });
  const { texts } = readSlowly(await call());
  await clock.advance(10);
  expect(texts).toEqual(["a", "b"]);
  await clock.advance(10);
  expect(texts).toEqual(["a", "b"]);
  expect(commits).toHaveLength(1);
  commits[0]?.resolve();
  await clock.advance(0);
  expect(texts).toEqual(["a", "b", "c", "end"]);
});

test("the last byte is told by the length, before the end is seen", async () => {
  const { commits, observe } = slowRecorder();
  const script: Script = [sent, head(200, ["Content-Length", "1"]), chunk("a"), wait(10), end];
  const { call, clock } = setUpCall([script], { observe });
  const { texts } = readSlowly(await call());
  await clock.advance(10);
  expect(texts).toEqual([]);
  commits[0]?.resolve();
  await clock.advance(0);
  expect(texts).toEqual(["a", "end"]);
});

test("a whole short answer of unknown length is held as one", async () => {
  const { commits, observe } = slowRecorder();
  const { call, clock } = setUpCall([answer(200, "[]")], { observe });
  const { texts } = readSlowly(await call());
  await clock.advance(0);
  expect(texts).toEqual([]);
  commits[0]?.resolve();
  await clock.advance(0);
  expect(texts).toEqual(["[]", "end"]);
});

test("with an unknown length the end waits for the commit", async () => {
  const { commits, observe } = slowRecorder();
  const { call, clock } = setUpCall([[sent, head(200), chunk("a"), wait(10), end]], { observe });
  const { texts } = readSlowly(await call());
  await clock.advance(10);
  expect(texts).toEqual(["a"]);
  commits[0]?.resolve();
  await clock.advance(0);
  expect(texts).toEqual(["a", "end"]);
});

test.each<[string, Script, string]>([
  ["204", answer(204), "GET"],
  ["304", answer(304, "", ["content-length", "20"]), "GET"],
  ["content-length: 0", answer(200, "", ["content-length", "0"]), "PUT"],
  ["HEAD", answer(200, "", ["content-length", "2000"]), "HEAD"],
  ["empty of unknown length", answer(200), "DELETE"],
])("an answer that is complete with its head waits for the commit as a whole: %s", async (_, script, method) => {
  const { commits, observe } = slowRecorder();
  const { start, clock } = setUpCall([script], { observe });
  let returned = false;
  const result = start({ method }).then((value) => {
    returned = true;
    return value;
  });
  await clock.advance(10);
  expect(returned).toBe(false);
  commits[0]?.resolve();
  expect(await textOf(await result)).toBe("");
});

test.each<[string, Script, number]>([
  ["no answer", [fail("refused")], 0],
  ["an attempt that is broken off", [sent], 0],
  ["a wait that is broken off", answer(503, "down", ["retry-after", "5"]), 4],
])("%s waits for the commit too", async (_, script, retriesMax) => {
  const { commits, observe } = slowRecorder();
  const { start, clock } = setUpCall([script], { observe });
  let returned = false;
  const caller = new AbortController();
  const settled = () => {
    returned = true;
  };
  start({ retriesMax }, caller.signal).then(settled, settled);
  await clock.advance(10);
  caller.abort();
  await clock.advance(10);
  expect(returned).toBe(false);
  commits[0]?.resolve();
  await clock.advance(0);
  expect(returned).toBe(true);
});

test("all attempts of the call must be durable, not only its last", async () => {
  const { commits, observe } = slowRecorder();
  const { call, clock } = setUpCall([answer(503), answer(200, "[]")], { observe });
  const { texts } = readSlowly(await call());
  await clock.advance(0);
  commits[1]?.resolve();
  await clock.advance(0);
  expect(texts).toEqual([]);
  commits[0]?.resolve();
  await clock.advance(0);
  expect(texts).toEqual(["[]", "end"]);
});

test("a store that takes longer than a second holds nobody up, and is reported once", async () => {
  const { commits, observe } = slowRecorder();
  const { call, clock, observeErrors } = setUpCall([answer(200, "[]")], { observe });
  const { texts } = readSlowly(await call());
  await clock.advance(999);
  expect(texts).toEqual([]);
  await clock.advance(1);
  expect(texts).toEqual(["[]", "end"]);
  commits[0]?.reject(new Error("disk full"));
  await clock.advance(0);
  expect(observeErrors).toEqual([{ callId: "call 1", kind: "slow", afterMs: 1000 }]);
});

test("a store that fails does not fail the call, and is reported", async () => {
  const cause = new Error("disk full");
  const failing: Observe[] = [
    () => Promise.reject(cause),
    () => {
      throw cause;
    },
  ];
  for (const observe of failing) {
    const { call, clock, observeErrors } = setUpCall([answer(503), answer(200, "[]")], { observe });
    expect(await clock.runUntil(textOf(await call()))).toBe("[]");
    const failed = { callId: "call 1", kind: "failed", cause };
    expect(observeErrors).toEqual([failed, failed]);
    expect(clock.pendingMs()).toEqual([]);
  }
});

test("an attempt is observed once it is known whether it is the last, and only the last carries totals", async () => {
  const { start, clock, observed } = setUpCall([answer(503, "", ["retry-after", "5"]), answer(200)]);
  const result = start();
  await clock.advance(4999);
  expect(observed).toEqual([]);
  await clock.advance(1);
  await result;
  expect(linesOf(observed)).toEqual(["1 server_error 503, waited 0", "2 success 200, waited 5000, 2 in 5000 ms"]);
});

test.each<[number, string]>([
  [200, ""],
  [302, ""],
  [404, "body"],
  [429, "body"],
  [500, "body"],
])("what was wrong is kept for the recorder, what was right is not: %i", async (status, kept) => {
  const { call, observed } = setUpCall([answer(status, "body")]);
  await textOf(await call({ retriesMax: 0 }));
  expect(Buffer.from(observed[0]?.responseBody ?? []).toString()).toBe(kept);
  expect(observed[0]?.responseBodyBytes).toBe(4);
});
