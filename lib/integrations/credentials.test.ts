import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openCredentials } from "#lib/integrations/credentials";
import { openSqliteStore } from "#lib/store/sqlite/open";
import type { Store } from "#lib/store/store";
import { systemClock as clock } from "#lib/time/clock";

const [a, b, c, d, e] = ["a", "b", "c", "d", "e"].map((digit) => digit.repeat(16)) as [
  string,
  string,
  string,
  string,
  string,
];
let dir: string;
let store: Store;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "ajar-credentials-"));
  store = await openSqliteStore({ dir, clock });
});
afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true });
});

test("what Kisi said and what was joined by hand is known after a restart", async () => {
  const credentials = await openCredentials({ store });
  await credentials.learn(a, "17");
  await credentials.join([a, b]);
  await credentials.join([c, d]);
  const again = await openCredentials({ store });
  expect(again.kisiUserOf(a)).toBe("17");
  expect(again.kisiUserOf(b)).toBe("17");
  expect(again.kisiUserOf(c)).toMatch(/^hand-/);
  expect(again.kisiUserOf(c)).toBe(again.kisiUserOf(d));
  expect(again.kisiUserOf(e)).toBeNull();
  expect(again.find(b)).toEqual({ fingerprint: b, kisiUser: "17", origin: "hand" });
});

test("what was joined by hand can be taken back, also on disk", async () => {
  const credentials = await openCredentials({ store });
  await credentials.join([c, d]);
  await credentials.leave(c);
  expect(credentials.kisiUserOf(d)).toBeNull();
  expect(await store.listCredentialUsers()).toEqual([]);
});

test("the same answer of Kisi's, seen again and again, is written once", async () => {
  let writes = 0;
  const credentials = await openCredentials({
    store: { ...store, putCredentialUsers: async () => void writes++ },
  });
  await Promise.all(Array.from({ length: 20 }, () => credentials.learn(a, "17")));
  expect(writes).toBe(1);
});

test("one key is no pair, and a key is no fingerprint", async () => {
  const credentials = await openCredentials({ store });
  await expect(credentials.join([a, a])).rejects.toMatchObject({ code: "bad_input" });
  await expect(credentials.join([a, "KISI-LOGIN abc"])).rejects.toMatchObject({ code: "bad_input" });
});
