import { expect, test } from "vitest";
import { defaultGuardSettings } from "#lib/model/guard";
import { defaultPrioritySettings } from "#lib/model/priorities";
import { createFakeSettingStore } from "#lib/settings/fake-setting-store";
import { openGuardSettings, openPrioritySettings } from "#lib/settings/guard-settings";

test("until something is set the guard observes, and priorities are off", async () => {
  const store = createFakeSettingStore();
  expect((await openGuardSettings(store)).read()).toEqual(defaultGuardSettings);
  expect((await openPrioritySettings(store)).read()).toEqual(defaultPrioritySettings);
});

test("a change leaves the rest as it is, and survives a restart", async () => {
  const store = createFakeSettingStore();
  const settings = await openGuardSettings(store);
  await settings.change({ mode: "enforce" });
  await settings.change({ failuresMax: 3 });
  const wanted = { ...defaultGuardSettings, mode: "enforce", failuresMax: 3 };
  expect(settings.inForce()).toEqual(wanted);
  expect((await openGuardSettings(store)).read()).toEqual(wanted);
});

test.each([
  [{ failuresMax: 1 }, "failuresMax"],
  [{ failuresMax: 2.5 }, "failuresMax"],
  [{ expiryMs: 999 }, "expiryMs"],
  [{ expiryMs: 86_400_001 }, "expiryMs"],
])("%j is refused by name", async (changes, path) => {
  const settings = await openGuardSettings(createFakeSettingStore());
  await expect(settings.change(changes)).rejects.toMatchObject({ code: "bad_input", errors: [{ path }] });
  expect(settings.read()).toEqual(defaultGuardSettings);
});

test("what cannot be read is said, and calls go on under the defaults", async () => {
  const store = createFakeSettingStore();
  store.rows.set("guard", '{"mode":"block"}');
  const settings = await openGuardSettings(store);
  expect(() => settings.read()).toThrow("The stored guard settings cannot be read");
  expect(settings.inForce()).toEqual(defaultGuardSettings);
});
