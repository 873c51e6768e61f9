import { globSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openKeys } from "#lib/auth/installation-keys";
import { keepFormerSecret, layNextSecret, settleNextSecret } from "#lib/auth/next-secret";
import { readSecret } from "#lib/auth/read-secret";
import { rotateSecret } from "#lib/auth/rotate-secret";
import { drawSecret } from "#lib/auth/secret";
import { openSqliteStore } from "#lib/store/sqlite/open";
import type { Store } from "#lib/store/store";
import { systemClock as clock } from "#lib/time/clock";

const sealedPlaces = [
  "setting:kisi.key",
  "registered_integrations:sync:sealed_key",
  "alert_channels:hook:sealed",
  "second_factors:1:sealed",
  "reports:draft:spec",
];

let dir: string;
let store: Store;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "ajar-rotate-"));
  store = await openSqliteStore({ dir, clock });
});
afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true });
});

async function restart() {
  await store.close();
  store = await openSqliteStore({ dir, clock });
}

/** One sealed text at each place, in a directory with a secret of its own. */
async function fill(): Promise<Buffer> {
  const secret = await readSecret(store, { secret: null, dataDir: dir });
  const { box } = await openKeys(store, secret);
  const [setting = "", key = "", channel = "", app = "", draft = ""] = sealedPlaces;
  await store.putSetting("kisi.key", box.seal("text", setting));
  await store.createIntegration({
    ...{ id: "sync", name: "Sync", createdAtMs: 1, revokedAtMs: null, identifier: null, contact: null },
    ...{ tokenInPath: true, guard: null, key: { sealed: box.seal("text", key), last4: null, setAtMs: 1 } },
  });
  await store.createChannel({
    ...{ id: "hook", kind: "webhook", name: "Hook", target: "example.com", createdAtMs: 1, disabledAtMs: null },
    sealed: box.seal("text", channel),
  });
  await store.claimOwner("owner@example.com", "hash", 1);
  const spec = { title: "Draft", content: null, createdAtMs: 1, changedAtMs: 1 };
  await store.createReport({ ...spec, id: "draft", spec: box.seal("text", draft) });
  await store.createReport({ ...spec, id: "clear", spec: "{}" });
  await store.offerSecondFactor(1, { sealed: box.seal("text", app), createdAtMs: 1 });
  return secret;
}

async function textsWith(secret: Buffer): Promise<readonly string[]> {
  const { box } = await openKeys(store, secret);
  const sealed = await store.listSealed();
  return sealed.filter(({ place }) => sealedPlaces.includes(place)).map(({ place, sealed: it }) => box.open(it, place));
}

test("everything that seals is sealed anew: whatever is new must be added to the list of sealed places", async () => {
  const root = join(import.meta.dirname, "../..");
  const sealing = globSync("{lib,app}/**/*.{ts,tsx}", { cwd: root })
    .filter(
      (path) => !/(\.test|-fixture)\.ts$/.test(path) && /[bB]ox\.seal\(/.test(readFileSync(join(root, path), "utf8")),
    )
    .sort();
  expect(sealing).toEqual([
    "lib/alerts/channels/channels.ts",
    // Cookies, which are worth minutes.
    "lib/auth/oidc.ts",
    "lib/auth/rotate-secret.ts",
    "lib/auth/second-factor.ts",
    "lib/auth/sign-in-step.ts",
    "lib/integrations/stored-key.ts",
    "lib/reports/drafts.ts",
    // The same drafts, in the same place.
    "lib/reports/forget-in-reports.ts",
    "lib/settings/kisi-key.ts",
  ]);
  await fill();
  expect((await store.listSealed()).map(({ place }) => place).sort()).toEqual([...sealedPlaces].sort());
});

test("everything opens with the new secret alone, and names stay as they were, however often it is changed", async () => {
  const first = await fill();
  const names = ({ fingerprint, guard }: Awaited<ReturnType<typeof openKeys>>) => [fingerprint, guard];
  const before = names(await openKeys(store, first));
  let current = first;
  for (let round = 0; round < 3; round++) {
    const next = drawSecret();
    expect(await rotateSecret({ store }, current, next)).toEqual({ resealed: 5, unreadable: [] });
    await expect(openKeys(store, current)).rejects.toThrow("cannot be opened");
    expect(await textsWith(next)).toEqual(sealedPlaces.map(() => "text"));
    expect(names(await openKeys(store, next))).toEqual(before);
    current = next;
  }
});

test("what could not be opened before stays as it is, and is told", async () => {
  const former = await fill();
  await store.putSetting("kisi.key", "v1.AAAA");
  const rotated = await rotateSecret({ store }, former, drawSecret());
  expect(rotated).toEqual({ resealed: 4, unreadable: ["setting:kisi.key"] });
  expect(await store.findSetting("kisi.key")).toBe("v1.AAAA");
});

test("the secret in use is refused as the new one", async () => {
  const former = await fill();
  await expect(rotateSecret({ store }, former, Buffer.from(former))).rejects.toMatchObject({ code: "bad_input" });
});

test("all is sealed anew or nothing", async () => {
  const former = await fill();
  const replaced = store.replaceSealed(
    [
      { place: "setting:kisi.key", sealed: "other" },
      { place: "alert_channels:gone:sealed", sealed: "other" },
    ],
    [{ key: "secret.check", value: "other" }],
  );
  await expect(replaced).rejects.toMatchObject({ code: "conflict" });
  expect(await textsWith(former)).toEqual(sealedPlaces.map(() => "text"));
});

test("cut off before it was sealed anew, the former secret is in use and the next one is gone", async () => {
  const former = await fill();
  await layNextSecret(dir, drawSecret());
  await restart();
  expect(await readSecret(store, { secret: null, dataDir: dir })).toEqual(former);
  expect(await readdir(dir)).not.toContain("secret.next");
});

test("cut off after it was sealed anew, the next start takes the new secret", async () => {
  const former = await fill();
  const next = drawSecret();
  await layNextSecret(dir, next);
  await rotateSecret({ store }, former, next);
  await restart();
  expect(await readSecret(store, { secret: null, dataDir: dir })).toEqual(next);
  expect(await textsWith(next)).toEqual(sealedPlaces.map(() => "text"));
  expect((await readdir(dir)).filter((name) => name.startsWith("secret"))).toEqual(["secret"]);
});

test("half a file is thrown away, and one from an earlier try replaced", async () => {
  await fill();
  await writeFile(join(dir, "secret.next"), "AAAA");
  await settleNextSecret(store, dir);
  expect(await readdir(dir)).not.toContain("secret.next");
  await writeFile(join(dir, "secret.next"), "AAAA");
  const next = drawSecret();
  await layNextSecret(dir, next);
  expect(await readFile(join(dir, "secret.next"), "utf8")).toBe(`${next.toString("base64")}\n`);
});

test.skipIf(process.platform === "win32")(
  "copies of secret and database are their owner's alone, and whole",
  async () => {
    const former = await fill();
    const paths = [await store.keepCopy("before"), await keepFormerSecret(dir, "before")];
    for (const path of paths) expect(((await stat(path)).mode & 0o777).toString(8)).toBe("600");
    expect(Buffer.from(await readFile(paths[1] ?? "", "utf8"), "base64")).toEqual(former);
    const db = new Database(paths[0] ?? "", { readonly: true });
    expect(db.prepare("SELECT count(*) FROM settings WHERE key = 'kisi.key'").pluck().get()).toBe(1);
    db.close();
  },
);

test("a directory whose secret is missing refuses, and no other one is made", async () => {
  await fill();
  await rm(join(dir, "secret"));
  await expect(readSecret(store, { secret: null, dataDir: dir })).rejects.toThrow(/is missing.*Nothing was changed/s);
  expect(await readdir(dir)).not.toContain("secret");
});
