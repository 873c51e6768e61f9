import { execFile } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runAjar, startAjar, temporaryFolder } from "./ajar-process";

const root = join(import.meta.dirname, "..");
const owner = { AJAR_ADMIN_EMAIL: "owner@example.com", AJAR_ADMIN_PASSWORD: "a sentence only I know" };

let dataDir: string;
beforeEach(() => {
  dataDir = temporaryFolder();
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** Runs a command on the data directory, with nothing else in its environment. */
function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return new Promise<{ readonly code: number; readonly output: string }>((resolve) => {
    const options = { cwd: root, env: { NODE_ENV: "production" as const, AJAR_DATA_DIR: dataDir, ...env } };
    execFile(process.execPath, ["command.ts", ...args], options, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr });
    });
  });
}

async function serveOnce(env: Readonly<Record<string, string>> = {}): Promise<void> {
  await using ajar = await startAjar({ dataDir, env });
  await ajar.end();
}

test("the password is reset while Ajar stands still, and the link opens the page to choose another", async () => {
  await serveOnce(owner);
  const { code, output } = await run(["reset-password", "owner@example.com"], { PORT: "3999" });
  expect(code).toBe(0);
  const link = new URL(/http\S+/.exec(output)?.[0] ?? "");
  expect(link.href).toMatch(/^http:\/\/127\.0\.0\.1:3999\/join\?code=[\w-]{43}$/);
  await using ajar = await startAjar({ dataDir });
  const page = await (await fetch(`${ajar.origin}${link.pathname}${link.search}`)).text();
  expect(page).toContain("owner@example.com");
  expect(page).toContain("Choose a password");
});

test("while Ajar runs, both commands say what to do and change nothing", async () => {
  await using ajar = await startAjar({ dataDir, env: owner });
  const before = readFileSync(join(dataDir, "secret"), "utf8");
  for (const args of [["reset-password", "owner@example.com"], ["rotate-secret"]]) {
    const { code, output } = await run(args);
    expect(code).toBe(1);
    expect(output.trim().split("\n")).toHaveLength(1);
    expect(output).toMatch(/Another Ajar is running .*run the command while Ajar is stopped/);
  }
  expect(readFileSync(join(dataDir, "secret"), "utf8")).toBe(before);
  expect((await fetch(`${ajar.origin}/readyz`)).status).toBe(200);
});

test("the secret is changed: the new one serves, the former one is refused, and copies are kept", async () => {
  await serveOnce(owner);
  const former = readFileSync(join(dataDir, "secret"), "utf8").trim();
  const { code, output } = await run(["rotate-secret"]);
  expect(code).toBe(0);
  const current = readFileSync(join(dataDir, "secret"), "utf8").trim();
  expect(current).not.toBe(former);
  for (const secret of [former, current]) expect(output).not.toContain(secret);
  expect(readdirSync(dataDir).filter((name) => name.includes(".before-rotation-"))).toHaveLength(2);
  const refused = await runAjar({ dataDir, env: { AJAR_SECRET: former } });
  expect(refused.code).toBe(1);
  expect(refused.output).toContain("Put the former secret back");
  await serveOnce({ AJAR_SECRET: current });
});

test("with AJAR_SECRET the new one has to be given, and is never printed", async () => {
  const [former, next] = ["1".repeat(64), "2".repeat(64)];
  await serveOnce({ ...owner, AJAR_SECRET: former });
  const unsaid = await run(["rotate-secret"], { AJAR_SECRET: former });
  expect(unsaid).toMatchObject({ code: 1, output: expect.stringContaining("AJAR_NEW_SECRET") });
  const done = await run(["rotate-secret"], { AJAR_SECRET: former, AJAR_NEW_SECRET: next });
  expect(done.code).toBe(0);
  expect(done.output).not.toMatch(/[12]{64}/);
  await serveOnce({ AJAR_SECRET: next });
});

test.each([
  [[], "Say what to do"],
  [["reset-password"], "There is no Ajar in"],
])("%j on an empty directory is refused, and leaves it empty", async (args, words) => {
  const { code, output } = await run(args);
  expect(code).toBe(1);
  expect(output).toContain(words);
  expect(readdirSync(dataDir)).toEqual([]);
});
