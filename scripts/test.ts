// `npm test`: every check and every runner, one after the other; `--quick` (npm run check) leaves out what needs a build.

import { type Counts, sum } from "./test/counts.ts";
import { adviseOnBrowser, findBrowser, thisMachine } from "./test/find-browser.ts";
import { runCheck, runPlaywright, runVitest } from "./test/run-tool.ts";

type Step = { readonly name: string; readonly run: () => Promise<Counts> };

const failure: Counts = { passed: 0, failed: 1, skipped: 0 };

const quick: readonly Step[] = [
  {
    name: "types",
    run: () =>
      runCheck([
        ["node_modules/next/dist/bin/next", "typegen"],
        ["node_modules/typescript/bin/tsc", "--noEmit"],
      ]),
  },
  { name: "lint", run: () => runCheck([["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings"]]) },
  { name: "unused code", run: () => runCheck([["node_modules/knip/bin/knip.js"]]) },
  { name: "secrets", run: () => runCheck([["node_modules/secretlint/bin/secretlint.js", "**/*"]]) },
  { name: "unit and contract tests", run: () => runVitest("unit") },
];

const full: readonly Step[] = [
  ...quick,
  { name: "build", run: () => runCheck([["scripts/bootstrap.mjs", "build"]]) },
  { name: "black-box tests", run: () => runVitest("black-box") },
  { name: "browser journeys", run: runJourneys },
];

async function runJourneys(): Promise<Counts> {
  const browser = findBrowser(thisMachine);
  if (browser) return runPlaywright(browser);
  console.error(adviseOnBrowser(thisMachine));
  return failure;
}

const inWords = ({ passed, failed, skipped }: Counts) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

const results: { readonly name: string; readonly counts: Counts }[] = [];
for (const { name, run } of process.argv.includes("--quick") ? quick : full) {
  console.log(`\n── ${name}`);
  const startedAtMs = performance.now();
  const counts = await run();
  results.push({ name, counts });
  console.log(`── ${name}: ${inWords(counts)} (${((performance.now() - startedAtMs) / 1000).toFixed(1)} s)`);
}

const total = sum(results.map(({ counts }) => counts));
console.log();
for (const { name, counts } of results) console.log(`${counts.failed > 0 ? "✗" : "✓"} ${name}: ${inWords(counts)}`);
console.log(`tests: ${inWords(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;
