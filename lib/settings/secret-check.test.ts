import { expect, test } from "vitest";
import { createFakeSettingStore } from "#lib/settings/fake-setting-store";
import { checkSecret } from "#lib/settings/secret-check";

const check = Buffer.alloc(32, 7);

test("the first start keeps the check value, later ones compare", async () => {
  const store = createFakeSettingStore();
  await checkSecret(store, check, "AJAR_SECRET");
  await expect(checkSecret(store, Buffer.from(check), "AJAR_SECRET")).resolves.toBeUndefined();
});

test.each([
  ["another secret", Buffer.alloc(32, 8)],
  ["a shorter value", Buffer.alloc(31, 7)],
])("%s is refused with the way out, and nothing changes", async (_, other) => {
  const store = createFakeSettingStore();
  await checkSecret(store, check, "AJAR_SECRET");
  const before = new Map(store.rows);
  const refused = checkSecret(store, other, "AJAR_SECRET");
  await expect(refused).rejects.toThrow(
    /AJAR_SECRET is not the secret.*Nothing was changed.*Put the former secret back/,
  );
  expect(store.rows).toEqual(before);
});
