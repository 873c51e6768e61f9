import fc from "fast-check";
import { expect, test } from "vitest";
import { outboundRequest } from "#lib/outbound/call-fixture";
import type { OutboundRequest } from "#lib/outbound/exchange";
import { createUser, enforced, setUpGuard } from "#lib/outbound/guard-fixture";
import { guardStateSchema } from "#lib/outbound/guard-state";
import { createFakeClock } from "#lib/time/fake-clock";

const corrected = { ...createUser, body: Buffer.from('{"user":{"email":"jane@example.com"}}') };
const sent = (times: number) => Array.from({ length: times }, () => "sent");

test.each([400, 401, 403, 404, 405, 406, 410, 411, 413, 414, 415, 422, 451])(
  "%i five times in a row is held",
  (status) => {
    const { askTimes } = setUpGuard();
    const held = status === 401 ? "credential" : "call";
    expect(askTimes(7, status)).toEqual([...sent(5), held, held]);
  },
);

test.each([200, 204, 302, 408, 409, 423, 425, 429, 500, 503, null])("%s is never held", (status) => {
  const { askTimes } = setUpGuard();
  expect(askTimes(20, status)).toEqual(sent(20));
});

test.each<[string, number | null, number]>([
  ["a success begins the count anew", 200, 5],
  ["a redirect, too", 304, 5],
  ["another refusal, too", 403, 5],
  ["a 503 says nothing of it", 503, 1],
  ["nor does a 429", 429, 1],
  ["nor a 409", 409, 1],
  ["nor no answer at all", null, 1],
])("after four refusals, %s", (_, status, moreUntilHeld) => {
  const { ask, askTimes } = setUpGuard();
  askTimes(4, 422);
  ask(status);
  expect(askTimes(moreUntilHeld + 1, 422)).toEqual([...sent(moreUntilHeld), "call"]);
});

test("a corrected call passes at once, and others of its route, too", () => {
  const { ask, askTimes } = setUpGuard();
  askTimes(6, 422);
  expect(ask(422)).toBe("call");
  expect(ask(200, corrected)).toBe("sent");
  expect(ask(200, { method: "GET", path: "/users", route: "GET /users" })).toBe("sent");
  expect(ask(422, { ...createUser, credential: "credential 2", breakerKey: "credential 2" })).toBe("sent");
});

test("so a hundred different calls that are all refused are all sent: each may be the one that is right", () => {
  const { ask } = setUpGuard();
  const bodies = Array.from({ length: 100 }, (_, index) => Buffer.from(`{"user":{"email":"${index}@example.com"}}`));
  expect(bodies.map((body) => ask(422, { ...createUser, body }))).toEqual(sent(100));
});

test("a call repeated for ever costs one attempt an expiry, and its success ends the hold", async () => {
  const { clock, ask, askTimes } = setUpGuard();
  const advance = (ms: number) => (clock as ReturnType<typeof createFakeClock>).advance(ms);
  expect(askTimes(8, 422).filter((how) => how === "sent")).toHaveLength(5);
  await advance(599_999);
  expect(askTimes(3, 422)).toEqual(["call", "call", "call"]);
  await advance(1);
  expect(askTimes(3, 422)).toEqual(["sent", "call", "call"]);
  await advance(600_000);
  expect(askTimes(6, 200)).toEqual(sent(6));
  expect(ask(422)).toBe("sent");
});

test("whatever happens in whatever order, no more than k + 1 refusals of one call fall within an expiry", () => {
  const step = fc.record({ gapMs: fc.integer({ min: 0, max: 400_000 }), guardOff: fc.constant(false) });
  fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 200 }), fc.integer({ min: 2, max: 9 }), async (steps, failuresMax) => {
      const fake = createFakeClock();
      const { ask } = setUpGuard({ ...enforced, failuresMax }, { clock: fake });
      const sentAtMs: number[] = [];
      for (const { gapMs } of steps) {
        await fake.advance(gapMs);
        if (ask(422) === "sent") sentAtMs.push(fake.now());
      }
      // The first failures may come as slowly as they like; from the hold on it is one an expiry.
      const sinceHold = sentAtMs.slice(failuresMax - 1);
      for (const [index, atMs] of sinceHold.entries()) {
        expect(atMs - (sinceHold[index - 1] ?? -Infinity)).toBeGreaterThanOrEqual(enforced.expiryMs);
      }
    }),
    { numRuns: 60 },
  );
});

test("who waits for something to appear sees it within a minute", async () => {
  const fake = createFakeClock();
  const { ask, askTimes } = setUpGuard(enforced, { clock: fake });
  const poll = { method: "GET", path: "/event_sets/7", route: "GET /event_sets/{id}", body: null };
  expect(askTimes(6, 404, poll)).toEqual([...sent(5), "call"]);
  await fake.advance(60_000);
  expect(ask(200, poll)).toBe("sent");
  const remove = { method: "DELETE", path: "/users/7", route: "DELETE /users/{id}", body: null };
  askTimes(6, 404, remove);
  await fake.advance(60_000);
  expect(ask(404, remove)).toBe("call");
});

test("while a probe is under way nobody else tries", async () => {
  const fake = createFakeClock();
  const { guard, ask, askTimes } = setUpGuard(enforced, { clock: fake });
  askTimes(5, 422);
  await fake.advance(600_000);
  const probe = guard.admit(outboundRequest(createUser));
  expect(ask(422)).toBe("call");
  if (probe.ok) probe.settle(null);
  expect(ask(422)).toBe("sent");
});

test("what was under way when the hold began does not make it last longer", async () => {
  const fake = createFakeClock();
  const { guard, ask, askTimes } = setUpGuard(enforced, { clock: fake });
  const slow = guard.admit(outboundRequest(createUser));
  askTimes(5, 422);
  await fake.advance(300_000);
  if (slow.ok) slow.settle(422);
  await fake.advance(300_000);
  expect(ask(422)).toBe("sent");
});

test("a key that gets nothing but 401 is held for every call, and tried once an expiry", async () => {
  const fake = createFakeClock();
  const { ask } = setUpGuard(enforced, { clock: fake });
  const paths = Array.from({ length: 8 }, (_, index) => ({ path: `/locks/${index}` }));
  const round = (status: number) => paths.map((path) => ask(status, path));
  expect(round(401)).toEqual([...sent(5), "credential", "credential", "credential"]);
  expect(ask(401, { credential: null, breakerKey: "anonymous" })).toBe("sent");
  await fake.advance(600_000);
  expect(round(401).filter((how) => how === "sent")).toHaveLength(1);
  await fake.advance(600_000);
  expect(round(200)).toEqual(sent(8));
});

test("one answer that is no 401 tells that the key works, and frees the calls that were refused with it", async () => {
  const fake = createFakeClock();
  const { ask, askTimes } = setUpGuard(enforced, { clock: fake });
  askTimes(5, 401);
  await fake.advance(600_000);
  expect(ask(403, { path: "/places" })).toBe("sent");
  expect(askTimes(5, 422)).toEqual(sent(5));
});

test("calls without a key are held one by one: a wrong password says nothing of the others", () => {
  const { ask, askTimes } = setUpGuard();
  const signIn = { ...createUser, path: "/logins", route: "POST /logins", credential: null, breakerKey: "anonymous" };
  expect(askTimes(6, 401, signIn)).toEqual([...sent(5), "call"]);
  expect(ask(401, { ...signIn, body: Buffer.from("{}") })).toBe("sent");
});

test.each<[string, Partial<OutboundRequest>]>([
  ["a door action", { doorAction: true }],
  ["a call that the caller wants sent", { guardOff: true }],
])("%s is never refused", (_, more) => {
  const { askTimes } = setUpGuard();
  expect(askTimes(20, 401, { ...createUser, ...more })).toEqual(sent(20));
});

test("what is never held is not told as held", () => {
  const { guard, askTimes } = setUpGuard();
  askTimes(9, 404, { ...createUser, doorAction: true });
  expect(guard.holds()).toEqual([]);
});

test("a door action is held only if that is asked for", () => {
  const { askTimes } = setUpGuard({ ...enforced, doorActions: true });
  expect(askTimes(6, 422, { ...createUser, doorAction: true })).toEqual([...sent(5), "call"]);
});

test("observed, everything passes, and what would have been saved is counted as enforcing would have saved it", async () => {
  const fake = createFakeClock();
  const { guard, ask, askTimes } = setUpGuard({ ...enforced, mode: "observe" }, { clock: fake });
  expect(askTimes(12, 422)).toEqual(sent(12));
  expect(guard.counts().total).toEqual({ refused: 0, saved: 7, mistaken: 0 });
  await fake.advance(600_000);
  askTimes(3, 422);
  expect(guard.counts().total).toEqual({ refused: 0, saved: 9, mistaken: 0 });
  ask(200);
  expect(guard.counts().total).toEqual({ refused: 0, saved: 9, mistaken: 1 });
  expect(guard.holds()).toEqual([]);
});

test("off, nothing is looked at", () => {
  const { guard, set, askTimes, ask } = setUpGuard({ ...enforced, mode: "off" });
  expect(askTimes(9, 422)).toEqual(sent(9));
  set.settings = enforced;
  expect(ask(422)).toBe("sent");
  expect(guard.holds()).toEqual([]);
});

test("an integration has a mode of its own", () => {
  const { guard, askTimes } = setUpGuard(enforced, { modeOf: (name) => (name === "sync" ? "enforce" : "observe") });
  expect(askTimes(7, 422, { ...createUser, integration: "sync" })).toEqual([...sent(5), "call", "call"]);
  expect(askTimes(2, 422, { ...createUser, integration: "app" })).toEqual(sent(2));
  expect(guard.counts().byIntegration).toEqual([
    ["sync", { refused: 2, saved: 0, mistaken: 0 }],
    ["app", { refused: 0, saved: 2, mistaken: 0 }],
  ]);
});

test("a hold tells why, since when and until when, and can be released", () => {
  const { guard, ask, askTimes, clock } = setUpGuard();
  askTimes(5, 422, { ...createUser, callId: "call 5", integration: "sync" });
  const [hold] = guard.holds();
  expect(hold).toEqual({
    id: expect.stringMatching(/^call-/),
    rule: "call",
    status: 422,
    failures: 5,
    firstFailedAtMs: clock.now(),
    lastFailedAtMs: clock.now(),
    untilMs: clock.now() + 600_000,
    credential: "credential 1",
    integration: "sync",
    lastCallId: "call 5",
  });
  expect(guard.refuses(outboundRequest(createUser))).toEqual(hold);
  expect(guard.release(hold?.id ?? "")).toBe(true);
  expect(guard.release(hold?.id ?? "")).toBe(false);
  expect(ask(422)).toBe("sent");
});

test("a restart changes nothing", () => {
  const before = setUpGuard();
  before.askTimes(7, 422);
  before.askTimes(3, 401, { path: "/places", credential: "b", breakerKey: "b" });
  const kept = guardStateSchema.parse(JSON.parse(JSON.stringify(before.guard.state())));
  const after = setUpGuard(enforced, { former: kept, clock: before.clock });
  expect(after.guard.state()).toEqual(before.guard.state());
  expect(after.ask(422)).toBe("call");
  expect(after.askTimes(3, 401, { path: "/locks", credential: "b", breakerKey: "b" })).toEqual([
    ...sent(2),
    "credential",
  ]);
});

test("hostile paths fill no memory, and push no call out that is still repeated", () => {
  const { guard, ask, askTimes } = setUpGuard();
  askTimes(5, 422);
  for (let index = 0; index < 3_000; index += 1) {
    ask(404, { path: `/x/${index}`, route: "GET /x/{id}", credential: `c${index}`, breakerKey: `c${index}` });
    if (index % 100 === 0) expect(ask(422)).toBe("call");
  }
  const { call, credential } = guard.state();
  expect([call.length, credential.length]).toEqual([500, 0]);
  expect(JSON.stringify(guard.state()).length).toBeLessThan(150_000);
});

test("an error inside lets the call pass, and is told and counted", () => {
  const broken = () => {
    throw new Error("no settings");
  };
  const { guard, errors, askTimes } = setUpGuard(enforced, { settings: broken });
  expect(askTimes(7, 422)).toEqual(sent(7));
  expect(guard.refuses(outboundRequest())).toBeNull();
  expect(errors.length).toBeGreaterThan(6);
  expect(guard.counts().errors).toBe(errors.length);
});

test("a key under suspicion: one call a minute in enforce, everything else waits for its success", async () => {
  const fake = createFakeClock();
  const { guard, ask, set } = setUpGuard(enforced, { clock: fake });
  guard.suspect([{ credential: "credential 1", status: 403, lastCallId: "call 9" }]);
  expect(ask(403)).toBe("suspension");
  expect(ask(200, { credential: "b", breakerKey: "b" })).toBe("sent");
  expect(ask(403, { doorAction: true })).toBe("sent");
  expect(guard.suspicionOf(outboundRequest())).toMatchObject({ rule: "suspension", status: 403, lastCallId: "call 9" });
  await fake.advance(60_000);
  expect([ask(403), ask(403)]).toEqual(["sent", "suspension"]);
  guard.suspect([{ credential: "credential 1", status: 403, lastCallId: "call 10" }]);
  await fake.advance(60_000);
  expect([ask(200), ask(200)]).toEqual(["sent", "sent"]);
  expect(guard.suspicionOf(outboundRequest())).toBeNull();
  set.settings = { ...enforced, mode: "observe" };
  guard.suspect([{ credential: "credential 1", status: 403, lastCallId: "call 9" }]);
  expect(ask(403)).toBe("sent");
  expect(guard.suspicionOf(outboundRequest())).not.toBeNull();
  guard.suspect([]);
  expect(guard.suspicionOf(outboundRequest())).toBeNull();
});
