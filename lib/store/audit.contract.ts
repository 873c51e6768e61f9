import { expect, test } from "vitest";
import type { AuditEvent } from "#lib/model/audit";
import type { Store } from "#lib/store/store";

/** The log of what was done, as any store must keep it. */
export function describeAudit(open: () => Promise<Store>): void {
  const event = (n: number, changes: Partial<AuditEvent> = {}): AuditEvent => ({
    atMs: n,
    actor: "owner@example.com",
    address: "127.0.0.1",
    action: `action ${n}`,
    target: null,
    ...changes,
  });

  test("entries are read newest first, a page at a time, whatever the clock did", async () => {
    const store = await open();
    for (const n of [1, 9, 3]) await store.appendAudit(event(n));
    await store.appendAudit(event(4, { actor: "nobody", address: null, target: "token ✓" }));
    const first = await store.listAudit({ beforeId: null, limit: 3 });
    expect(first.map(({ atMs }) => atMs)).toEqual([4, 3, 9]);
    expect(first[0]).toMatchObject({ actor: "nobody", address: null, target: "token ✓" });
    const rest = await store.listAudit({ beforeId: first.at(-1)?.id ?? 0, limit: 3 });
    expect(rest.map(({ atMs }) => atMs)).toEqual([1]);
    await store.close();
  });
}
