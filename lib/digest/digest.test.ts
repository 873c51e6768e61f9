import { expect, onTestFinished, test } from "vitest";
import { createDigest } from "#lib/digest/digest";
import { openDigestSettings } from "#lib/digest/digest-settings";
import type { Channel } from "#lib/model/delivery";
import { digestMessageSchema } from "#lib/model/digest";
import { defaultRiskSettings } from "#lib/model/risk-settings";
import { sampleAlert } from "#lib/store/sample-alert";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";
import { systemClock } from "#lib/time/clock";
import { createFakeClock } from "#lib/time/fake-clock";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A Monday, eight o'clock in Zurich. */
const dueMs = Date.UTC(2026, 0, 12, 7);
const mailbox: Channel = {
  ...{ id: "mail", kind: "email", name: "Team", target: "team@acme.example" },
  ...{ createdAtMs: 0, disabledAtMs: null },
};
const monday = { enabled: true, weekday: "monday", hour: 8, timeZone: "Europe/Zurich", channelId: "mail" } as const;

/** A digest over a real store, at noon of the Saturday before it is due. */
async function setUp(startMs = dueMs - 2 * dayMs + 4 * hourMs) {
  const dir = temporaryDirectory();
  const store = await openSqliteStore({ dir, clock: systemClock });
  onTestFinished(() => store.close());
  const clock = createFakeClock(startMs);
  const state = {
    channels: [mailbox] as readonly Channel[],
    trouble: [] as string[],
    woken: 0,
    limits: defaultRiskSettings.limits,
  };
  const listChannels = async () => state.channels;
  const open = async () =>
    createDigest({
      ...{ store, clock, listChannels, publicUrl: "https://ajar.example.com", newId: () => `id-${state.woken}` },
      settings: await openDigestSettings({ store, clock, listChannels }),
      riskSettings: () => ({ ...defaultRiskSettings, limits: state.limits }),
      redactText: (text) => text.replaceAll("secret", "[redacted]"),
      onWritten: () => {
        state.woken += 1;
      },
      onTrouble: (words) => state.trouble.push(words),
    });
  const written = async () => {
    const found = await store.listDeliveries({ state: null, alertId: null, channelId: null, limit: 50 });
    return found.toReversed().map(({ payload, ...delivery }) => ({
      ...delivery,
      message: digestMessageSchema.parse(JSON.parse(payload)),
    }));
  };
  return { store, clock, state, open, written };
}

test("it is off until it is switched on, and then comes each week at its hour, once", async () => {
  const { clock, open, written, state } = await setUp();
  const digest = await open();
  await clock.advance(14 * dayMs);
  await digest.look();
  expect(await written()).toEqual([]);
  await digest.settings.change(monday);
  await digest.look();
  // What was due before somebody asked for it is not owed.
  expect(await written()).toEqual([]);
  for (let hours = 0; hours < 21 * 24; hours += 1) {
    await clock.advance(hourMs);
    await digest.look();
    await digest.look();
  }
  const all = await written();
  expect(all.map(({ message }) => message.data.to)).toEqual([
    "2026-01-26T07:00:00.000Z",
    "2026-02-02T07:00:00.000Z",
    "2026-02-09T07:00:00.000Z",
  ]);
  expect(all.map(({ message }) => message.data.late)).toEqual([false, false, false]);
  expect(new Set(all.map(({ id }) => id)).size).toBe(3);
  expect(all[0]).toMatchObject({ channelId: "mail", type: "digest.weekly", state: "pending", alertId: "digest" });
  expect(state.woken).toBe(3);
});

test("a restart sends nothing twice, not even one that came between the message and the note of it", async () => {
  const { store, clock, open, written } = await setUp();
  const digest = await open();
  await digest.settings.change(monday);
  await clock.advance(3 * dayMs);
  await digest.look();
  await (await open()).look();
  // As if the process had died before it could note that the week is dealt with.
  await store.deleteSetting("digest.dealt_with");
  await (await open()).look();
  expect(await written()).toHaveLength(1);
});

test("what was missed while the machine was off is sent once, late, and says so", async () => {
  const { clock, open, written } = await setUp();
  await (await open()).settings.change(monday);
  await clock.advance(20 * dayMs);
  const digest = await open();
  await digest.look();
  await digest.look();
  const all = await written();
  expect(all).toHaveLength(1);
  expect(all[0]?.message.data).toMatchObject({
    from: "2026-01-19T07:00:00.000Z",
    to: "2026-01-26T07:00:00.000Z",
    late: true,
  });
});

test("what stood out is counted, against the week before", async () => {
  const { store, clock, open } = await setUp(dueMs);
  const at = (daysAgo: number, changes: Parameters<typeof sampleAttempt>[0] = {}) =>
    sampleAttempt({ startedAtMs: dueMs - daysAgo * dayMs, ...changes });
  const failed = { status: 404, outcome: "client_error", route: "GET /members" } as const;
  const refused = { status: 401, outcome: "client_error", credential: "k1a5b4c2", credentialLast4: "9f3e" } as const;
  await store.record([
    ...Array.from({ length: 8 }, (_, n) => at(10 + n / 10)),
    at(9, failed),
    at(9.5, failed),
    ...Array.from({ length: 15 }, (_, n) => at(1 + n / 10)),
    ...[1, 2, 3].map((n) => at(n, failed)),
    at(2.5, refused),
    at(3.5, refused),
    // Beside both weeks.
    at(15, failed),
    at(0, failed),
  ]);
  const alert = (id: string, daysAgo: number) =>
    sampleAlert({ id, startedAtMs: dueMs - daysAgo * dayMs, summary: "a secret share failed" });
  await store.saveAlerts({ alerts: [alert("a", 2), alert("b", 9)], events: [], deliveries: [] });
  await clock.advance(0);
  const { data } = await (await open()).preview();
  expect(data.week).toMatchObject({ attempts: 20, failures: 5 });
  expect(data.before).toMatchObject({ attempts: 10, failures: 2 });
  expect(data.routes[0]).toEqual({ route: "GET /members", attempts: 3, failures: 3 });
  expect(data.refused).toEqual([{ credential: "k1a5b4c2", last4: "9f3e", attempts: 2 }]);
  expect(data.alerts).toMatchObject({ count: 1, worst: [{ summary: "a [redacted] share failed" }] });
  // The 404 was known before; the refused key was not.
  expect(data.new.count).toBe(1);
  expect(data.new.worst[0]).toMatchObject({ attempts: 2 });
  expect(data.budget).toHaveLength(defaultRiskSettings.limits.length);
  expect(data.budget[0]?.peak).toBeGreaterThan(0);
});

test("limits are worded as the pages word them, whatever their share and window", async () => {
  const { state, open } = await setUp(dueMs);
  state.limits = [
    { seconds: 600, rate: 0.07, count: null },
    { seconds: 86_400, rate: 0.05, count: 100 },
  ];
  const { data } = await (await open()).preview();
  expect(data.budget.map(({ label }) => label.replaceAll("\u00a0", " "))).toEqual([
    "7 % of attempts in 10 min",
    "5 % of attempts or 100 bad attempts in 24 h",
  ]);
});

test("it goes to a mailbox and nowhere else", async () => {
  const { clock, open, state, written } = await setUp();
  const digest = await open();
  for (const change of [
    { ...monday, channelId: null },
    { ...monday, channelId: "gone" },
  ]) {
    await expect(digest.settings.change(change)).rejects.toMatchObject({ code: "bad_input" });
  }
  await expect(digest.settings.change({ ...monday, timeZone: "Mars/Base" })).rejects.toMatchObject({
    code: "bad_input",
  });
  await expect(digest.sendNow()).rejects.toMatchObject({ code: "conflict" });
  await digest.settings.change(monday);
  expect(await digest.sendNow()).toEqual(mailbox);
  expect(await written()).toHaveLength(1);
  state.channels = [{ ...mailbox, disabledAtMs: 1 }];
  await clock.advance(3 * dayMs);
  await digest.look();
  await digest.look();
  expect(await written()).toHaveLength(1);
  expect(state.trouble).toHaveLength(1);
});
