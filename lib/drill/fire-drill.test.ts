import { expect, test } from "vitest";
import { defaultRules } from "#lib/alerts/default-rules";
import { runFireDrill } from "#lib/drill/fire-drill";
import { createFingerprint } from "#lib/kisi/fingerprint";
import type { Rule } from "#lib/model/alert-rule";
import type { Channel } from "#lib/model/delivery";
import { defaultRiskSettings } from "#lib/model/risk-settings";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";
import { systemClock } from "#lib/time/clock";
import { createFakeClock } from "#lib/time/fake-clock";

function appWith(rules: readonly Rule[], channels: readonly Channel[] = []) {
  const clock = createFakeClock();
  let isClosed = false;
  const app = {
    alerts: { rules: { list: async () => rules }, channels: { list: async () => [...channels] } },
    clock,
    publicUrl: "http://127.0.0.1:3000",
    riskSettings: { read: () => defaultRiskSettings },
    recorder: { fingerprint: createFingerprint(Buffer.alloc(32, 1)) },
    openScratch: async () => {
      const store = await openSqliteStore({ dir: temporaryDirectory(), clock: systemClock });
      const close = async () => {
        isClosed = true;
        await store.close();
      };
      return { store, close };
    },
  };
  return { app, clock, isClosed: () => isClosed };
}

test("with the default rules the drill warns before the simulated Kisi suspends, and says it once", async () => {
  const { app, clock, isClosed } = appWith(defaultRules(0));
  const drill = await runFireDrill(app);
  expect(isClosed()).toBe(true);
  expect(drill.startedAtMs).toBe(clock.now() - 3_600_000);
  const firing = drill.messages.filter(({ message }) => message.type === "alert.firing");
  expect(firing.every(({ atMs }) => atMs >= (drill.firstMistakeAtMs ?? 0))).toBe(true);
  const risk = firing.filter(({ message }) => message.data.kind === "suspension_risk");
  expect(risk).toHaveLength(1);
  // Nothing but the mistake is wrong in that hour, so no other rule may pass for the warning.
  expect(firing[0]).toBe(risk[0]);
  const warnedAtMs = risk[0]?.atMs ?? 0;
  expect(drill.firstMistakeAtMs).toBeLessThanOrEqual(warnedAtMs);
  expect(drill.suspendedAtMs).toBeGreaterThan(warnedAtMs);
  expect(firing.map(({ message }) => message.data.kind)).toContain("suspected_suspension");
  expect(risk[0]?.channels).toEqual([]);
});

test("a channel that is off gets nothing", async () => {
  const channel = { kind: "webhook", target: "", createdAtMs: 0 } as const;
  const { app } = appWith(defaultRules(0), [
    { ...channel, id: "1", name: "On call", disabledAtMs: null },
    { ...channel, id: "2", name: "Gone", disabledAtMs: 0 },
  ]);
  const { messages } = await runFireDrill(app);
  expect(new Set(messages.flatMap(({ channels }) => channels))).toEqual(new Set(["On call"]));
});

test("without rules nobody is warned", async () => {
  const { app } = appWith([]);
  const drill = await runFireDrill(app);
  expect(drill.messages).toEqual([]);
  expect(drill.suspendedAtMs).not.toBeNull();
});
