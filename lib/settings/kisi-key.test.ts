import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createSecretBox } from "#lib/secrets/secret-box";
import { createFakeSettingStore } from "#lib/settings/fake-setting-store";
import { openKisiKey } from "#lib/settings/kisi-key";

const canary = "canary0123456789abcdef0123456789";
const clock = { now: () => 1_700_000_000_000 };
const box = createSecretBox(randomBytes(32));

function open(store = createFakeSettingStore(), environmentKey: string | null = null) {
  return openKisiKey({ store, box, clock, environmentKey });
}

test("a stored key survives a restart and is nowhere in clear", async () => {
  const store = createFakeSettingStore();
  await (await open(store)).put(canary);
  const again = await open(store);
  expect(again.reveal()).toBe(canary);
  expect(again.describe()).toEqual({ source: "stored", last4: "6789", setAtMs: clock.now() });
  const onDisk = JSON.stringify([...store.rows]);
  for (const form of [canary, Buffer.from(canary).toString("base64").slice(0, 40), canary.slice(-8)]) {
    expect(onDisk).not.toContain(form);
  }
});

test("the environment's key is used while none is stored, and again once it is removed", async () => {
  const key = await open(createFakeSettingStore(), "environment-key-0001");
  expect(key.describe()).toEqual({ source: "environment", last4: "0001" });
  expect(key.reveal()).toBe("environment-key-0001");
  await key.put(canary);
  expect(key.reveal()).toBe(canary);
  await key.remove();
  expect(key.reveal()).toBe("environment-key-0001");
});

test("without any key it says so", async () => {
  const key = await open();
  expect(key.describe()).toEqual({ source: "none" });
  expect(key.reveal()).toBeNull();
});

test("a replaced or removed key stays known for redaction: answers to it may still be under way", async () => {
  const key = await open(createFakeSettingStore(), "environment-key-0001");
  await key.put("first-key-000000001");
  await key.put(canary);
  await key.remove();
  expect([...key.knownSecrets()].sort()).toEqual([canary, "environment-key-0001", "first-key-000000001"].sort());
});

test("a tampered row is reported, never replaced by the environment's key, and can be entered anew", async () => {
  const store = createFakeSettingStore();
  await (await open(store)).put(canary);
  const sealed = store.rows.get("kisi.key") ?? "";
  const tampered = sealed.slice(0, -2) + (sealed.endsWith("AA") ? "BB" : "AA");
  store.rows.set("kisi.key", tampered);
  const key = await open(store, "environment-key-0001");
  expect(key.describe()).toEqual({ source: "unreadable" });
  expect(() => key.reveal()).toThrow("Enter it again in Settings");
  expect(store.rows.get("kisi.key")).toBe(tampered);
  await key.put(canary);
  expect(key.reveal()).toBe(canary);
});

test("a sealed text from another setting does not open here", async () => {
  const store = createFakeSettingStore();
  store.rows.set("kisi.key", box.seal(JSON.stringify({ key: canary, setAtMs: 1 }), "setting:other"));
  expect((await open(store)).describe()).toEqual({ source: "unreadable" });
});
