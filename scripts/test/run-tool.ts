import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Counts, countPlaywright, countVitest, settle } from "./counts.ts";

const root = join(import.meta.dirname, "../..");

/** Runs one of the project's programs on the project's Node, its output passed on as it comes. Resolves to its exit code. */
function run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> {
  const child = spawn(process.execPath, [join(root, program), ...args], {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/** Programs that pass or fail as a whole, one after the other until one fails: together they count as one test. */
export async function runCheck(commands: readonly (readonly [program: string, ...args: string[]])[]): Promise<Counts> {
  for (const [program, ...args] of commands) {
    if ((await run(program, args)) !== 0) return { passed: 0, failed: 1, skipped: 0 };
  }
  return { passed: 1, failed: 0, skipped: 0 };
}

/** Runs a project of vitest.config.ts. */
export function runVitest(project: string): Promise<Counts> {
  return withReport(async (file) => {
    const args = ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    return { exitCode: await run("node_modules/vitest/vitest.mjs", args), read: countVitest };
  });
}

/** Runs the browser journeys. */
export function runPlaywright(browser: string): Promise<Counts> {
  return withReport(async (file) => {
    const args = ["test", "--config=e2e/playwright.config.ts", "--reporter=list,json"];
    const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file, AJAR_CHROMIUM: browser };
    return { exitCode: await run("node_modules/@playwright/test/cli.js", args, env), read: countPlaywright };
  });
}

type Ended<Report> = { readonly exitCode: number; readonly read: (report: Report) => Counts };

async function withReport<Report>(runner: (file: string) => Promise<Ended<Report>>): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), "ajar-tests-"));
  const file = join(folder, "report.json");
  try {
    const { exitCode, read } = await runner(file);
    return settle({ ...read(JSON.parse(readFileSync(file, "utf8"))), exitCode });
  } catch (error) {
    console.error("The runner left no report:", error);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
