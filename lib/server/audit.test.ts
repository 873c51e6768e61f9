import { expect, test } from "vitest";
import type { AuditEvent } from "#lib/model/audit";
import { createAudit } from "#lib/server/audit";

const event = { actor: "owner@example.com", address: "127.0.0.1", action: "changePassword", target: null };

function watch(appendAudit: (event: AuditEvent) => Promise<void>) {
  const lines: unknown[] = [];
  const errors: unknown[] = [];
  const log = { info: (line: unknown) => void lines.push(line), error: (line: unknown) => void errors.push(line) };
  return { audit: createAudit({ store: { appendAudit }, clock: { now: () => 7 }, log }), lines, errors };
}

test("what was done is stored with its time, and logged", async () => {
  const stored: AuditEvent[] = [];
  const { audit, lines, errors } = watch(async (entry) => void stored.push(entry));
  await audit({ ...event, target: "x".repeat(300) });
  expect(stored).toEqual([{ ...event, atMs: 7, target: "x".repeat(200) }]);
  expect(lines).toEqual([{ audit: stored[0] }]);
  expect(errors).toEqual([]);
});

test("a store that refuses is told of, and hinders nobody", async () => {
  const { audit, errors } = watch(async () => {
    throw new Error("disk full");
  });
  await audit(event);
  expect(errors).toMatchObject([{ err: { message: "disk full" }, audit: event }]);
});
