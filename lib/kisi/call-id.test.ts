import { expect, test } from "vitest";
import { newCallId } from "#lib/kisi/call-id";

test("carries its time in front and never repeats", () => {
  const before = Date.now();
  const ids = Array.from({ length: 10_000 }, newCallId);
  const after = Date.now();
  expect(new Set(ids).size).toBe(10_000);
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const madeAtMs = Number.parseInt(id.replace("-", "").slice(0, 12), 16);
    expect(madeAtMs).toBeGreaterThanOrEqual(before);
    expect(madeAtMs).toBeLessThanOrEqual(after);
  }
});
