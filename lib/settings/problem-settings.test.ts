import { expect, test } from "vitest";
import { createFakeSettingStore } from "#lib/settings/fake-setting-store";
import { openProblemSettings } from "#lib/settings/problem-settings";

test("what is changed is kept, and what is impossible is refused", async () => {
  const store = createFakeSettingStore();
  const settings = await openProblemSettings(store);
  expect(settings.read()).toEqual({ quietDays: 14 });
  await settings.change({ quietDays: 3 });
  expect((await openProblemSettings(store)).read()).toEqual({ quietDays: 3 });
  await expect(settings.change({ quietDays: 0 })).rejects.toMatchObject({ code: "bad_input" });
  expect(settings.inForce()).toEqual({ quietDays: 3 });
});

test("problems go on with the defaults when what is stored cannot be read", async () => {
  const store = createFakeSettingStore();
  await store.putSetting("problems", "{");
  const settings = await openProblemSettings(store);
  expect(settings.inForce()).toEqual({ quietDays: 14 });
  expect(() => settings.read()).toThrow(/cannot be read/);
});
