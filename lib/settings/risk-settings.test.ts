import { expect, test } from "vitest";
import { defaultRiskSettings, type RiskChanges } from "#lib/model/risk-settings";
import { createFakeSettingStore } from "#lib/settings/fake-setting-store";
import { openRiskSettings } from "#lib/settings/risk-settings";

const hour = { seconds: 3_600, rate: null, count: 50 };

test("until something is set, 5 % over a day is the limit", async () => {
  expect((await openRiskSettings(createFakeSettingStore())).read()).toEqual(defaultRiskSettings);
});

test("a change leaves the rest as it is, and survives a restart", async () => {
  const store = createFakeSettingStore();
  const settings = await openRiskSettings(store);
  await settings.change({ limits: [hour] });
  await settings.change({ levels: { warning: 0.3 }, count429: false });
  const wanted = {
    ...defaultRiskSettings,
    limits: [hour],
    levels: { warning: 0.3, critical: 0.8 },
    count429: false,
  };
  expect(settings.read()).toEqual(wanted);
  expect((await openRiskSettings(store)).read()).toEqual(wanted);
});

test.each<[string, RiskChanges, string, string]>([
  ["a warning at the critical level", { levels: { warning: 0.8 } }, "levels.warning", "must be below critical"],
  ["a critical level below the warning", { levels: { critical: 0.2 } }, "levels.warning", "must be below critical"],
  ["a count below the floor", { limits: [{ ...hour, count: 2 }] }, "limits.0.count", "below the floor of 3"],
  ["a floor above a count", { limits: [hour], floor: 51 }, "limits.0.count", "below the floor of 51"],
  ["two limits of one span", { limits: [hour, hour] }, "limits.1.seconds", "is the span of another limit"],
  ["a limit of nothing", { limits: [{ ...hour, count: null }] }, "limits.0", "needs a rate, a count, or both"],
  ["a rate that all may reach", { limits: [{ ...hour, rate: 1 }] }, "limits.0.rate", "between 0 and 1"],
  ["no limit at all", { limits: [] }, "limits", "must be 1 to 6 limits"],
  ["half a minute", { limits: [{ ...hour, seconds: 90 }] }, "limits.0.seconds", "whole minutes"],
])("refuses %s, and changes nothing", async (_, changes, path, words) => {
  const store = createFakeSettingStore();
  const settings = await openRiskSettings(store);
  await expect(settings.change(changes)).rejects.toMatchObject({
    code: "bad_input",
    errors: [{ path, message: expect.stringContaining(words) }],
  });
  expect(settings.read()).toEqual(defaultRiskSettings);
  expect([...store.rows]).toEqual([]);
});

test("settings that cannot be read are said as such, until they are set again", async () => {
  const store = createFakeSettingStore();
  store.rows.set("risk", '{"limits":[');
  const settings = await openRiskSettings(store);
  expect(() => settings.read()).toThrow("The stored risk settings cannot be read");
  await settings.change({ floor: 5 });
  expect(settings.read()).toEqual({ ...defaultRiskSettings, floor: 5 });
});
