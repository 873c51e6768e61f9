import { once } from "node:events";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runAjar, startAjar, temporaryFolder } from "./ajar-process";

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

test("a first start serves, says where, and prints the one-time link", async () => {
  await using ajar = await startAjar();
  expect(ajar.setUpLink).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/set-up\?code=[\w-]{22}$/);
  for (const path of ["/healthz", "/readyz"]) {
    expect((await fetch(`${ajar.origin}${path}`)).status, path).toBe(200);
  }
  const page = await fetch(ajar.origin, { redirect: "manual" });
  expect(page.headers.get("location")).toBe("/set-up");
  expect((await fetch(ajar.setUpLink ?? "")).status).toBe(200);
});

test.skipIf(process.platform === "win32")("only the owner of the process can read the data directory", async () => {
  await using ajar = await startAjar();
  expect(modeOf(ajar.dataDir)).toBe("700");
  for (const file of ["ajar.db", "secret"]) expect(modeOf(join(ajar.dataDir, file)), file).toBe("600");
});

test("a bad environment stops the start with a line that names the variable", async () => {
  const { code, output } = await runAjar({ env: { PORT: "many", KISI_BASE_URL: "http://example.com" } });
  expect(code).toBe(1);
  const lines = output.trim().split("\n");
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain("PORT");
  expect(lines[1]).toContain("KISI_BASE_URL");
});

test("a port that is taken is said in one line", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const { code, output } = await runAjar({ env: { PORT: String(port) } });
  other.close();
  expect(code).toBe(1);
  expect(output.trim().split("\n")).toHaveLength(1);
  expect(output).toContain(`port ${port} is already in use`);
});

test("a second Ajar on one data directory refuses, and the first goes on", async () => {
  await using ajar = await startAjar();
  const { code, output } = await runAjar({ dataDir: ajar.dataDir });
  expect(code).toBe(1);
  expect(output.trim().split("\n")).toHaveLength(1);
  expect(output).toContain("Another Ajar");
  expect((await fetch(`${ajar.origin}/readyz`)).status).toBe(200);
});

test("a data directory is free again right after its process was killed", async () => {
  const dataDir = temporaryFolder();
  await using first = await startAjar({ dataDir });
  await first.end("SIGKILL");
  await using second = await startAjar({ dataDir });
  expect((await fetch(`${second.origin}/readyz`)).status).toBe(200);
  await second.end();
  rmSync(dataDir, { recursive: true });
});

test.skipIf(process.platform === "win32").each([
  ["SIGTERM", 143],
  ["SIGINT", 130],
] as const)("%s ends it in order, with the exit code that shells expect", async (signal, code) => {
  await using ajar = await startAjar();
  const ended = await ajar.end(signal);
  expect(ended.code).toBe(code);
  expect(existsSync(join(ajar.dataDir, "ajar.db-wal")), "the write-ahead log is merged").toBe(false);
});

test("an administrator from the environment needs no link, and the secret stays out of sight", async () => {
  const env = {
    AJAR_ADMIN_EMAIL: "owner@example.com",
    AJAR_ADMIN_PASSWORD: "a sentence only I know",
    AJAR_API_TOKEN: "ajar-token-for-this-test-alone",
    KISI_API_KEY: "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
  };
  await using ajar = await startAjar({ env });
  expect(ajar.setUpLink).toBeNull();
  const answer = await fetch(`${ajar.origin}/api/v1/calls`, {
    headers: { authorization: `Bearer ${env.AJAR_API_TOKEN}` },
  });
  expect(await answer.json()).toEqual({ data: [], nextCursor: null });
  const { output } = await ajar.end();
  const files = ["ajar.db"].map((file) => readFileSync(join(ajar.dataDir, file), "latin1"));
  for (const secret of [env.AJAR_ADMIN_PASSWORD, env.AJAR_API_TOKEN, env.KISI_API_KEY]) {
    for (const text of [output, ...files]) expect(text).not.toContain(secret);
  }
});
