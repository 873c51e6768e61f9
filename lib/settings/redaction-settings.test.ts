import { expect, test } from "vitest";
import { createFakeSettingStore } from "#lib/settings/fake-setting-store";
import { openRedactionSettings } from "#lib/settings/redaction-settings";

test("what is changed is kept, what is impossible is refused with its place and reason", async () => {
  const store = createFakeSettingStore();
  const settings = await openRedactionSettings(store);
  expect(settings.read()).toEqual({ fields: [], patterns: [] });
  await settings.change({ fields: ["room", "room"] });
  await settings.change({ patterns: ["EMP-\\d+"] });
  const kept = { fields: ["room"], patterns: ["EMP-\\d+"] };
  expect((await openRedactionSettings(store)).read()).toEqual(kept);
  await expect(settings.change({ patterns: ["fine", "(a"] })).rejects.toMatchObject({
    code: "bad_input",
    errors: [{ path: "patterns.1", message: expect.stringContaining("cannot be read") }],
  });
  expect(settings.read()).toEqual(kept);
});

test("rules that cannot be read are never taken for none, and can be set anew", async () => {
  const store = createFakeSettingStore();
  await store.putSetting("redaction", "{");
  const settings = await openRedactionSettings(store);
  expect(() => settings.read()).toThrow(/cannot be read/);
  await settings.change({ fields: ["room"] });
  expect(settings.read().fields).toEqual(["room"]);
});
