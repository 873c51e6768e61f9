import { expect, test } from "vitest";
import type { Attempt } from "#lib/model/attempt";
import { sampleAttempt } from "#lib/store/sample-attempt";
import type { Store } from "#lib/store/store";

/** Who calls a route, as any store must tell it. */
export function describeRouteCallers(open: () => Promise<Store>): void {
  test("callers of a route are told apart by integration and key, with their newest call in the range", async () => {
    const store = await open();
    const old = (startedAtMs: number, changes: Partial<Attempt> = {}) =>
      sampleAttempt({ startedAtMs, callId: `old ${startedAtMs}`, route: "GET /members", ...changes });
    const blocked = { outcome: "blocked", blockedReason: "guard", status: null, attempt: 0 } as const;
    await store.record([
      old(10, { integration: "sync", credential: "fp-a", credentialLast4: "aaaa" }),
      old(20, { integration: "sync", credential: "fp-a", credentialLast4: "aaaa" }),
      old(15, { integration: "sync", credential: "fp-b" }),
      old(16, { ...blocked }),
      old(17, { route: "GET /users" }),
      old(30),
      old(18, { call: null }),
    ]);
    const asked = { range: { fromMs: 10, toMs: 30 }, routes: ["GET /members", "GET /nothing"], callsMax: 9 };
    const shared = { route: "GET /members", integration: "sync" };
    const callers = [
      { ...shared, credential: "fp-a", credentialLast4: "aaaa", calls: 2, lastAtMs: 20, lastCallId: "old 20" },
      { ...shared, credential: "fp-b", credentialLast4: null, calls: 1, lastAtMs: 15, lastCallId: "old 15" },
    ];
    expect(await store.listRouteCallers(asked)).toEqual(callers);
    expect(await store.listRouteCallers({ ...asked, callsMax: 1 })).toMatchObject([{ calls: 1, lastAtMs: 20 }]);
    await store.close();
  });
}
