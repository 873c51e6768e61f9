// `npm run bench`: every benchmark in this folder that stands for a promise, one after the other; about four minutes.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const benchmarks: readonly (readonly [title: string, file: string, ...args: string[]])[] = [
  ["The call loop and recording against bare undici", "client-overhead.ts"],
  ["The gateway against a bare undici proxy, every call on disk", "gateway.ts"],
  ["Ingest, in batches of 1,000 on disk", "ingest.ts"],
  ["The store, with 300,000 attempts of 30 days", "store.ts", "300000"],
  ["Exports and reports, with 300,000 attempts of a week", "reports.ts", "300000"],
];

for (const [title, file, ...args] of benchmarks) {
  console.log(`\n━━ ${title}\n`);
  const child = spawn(process.execPath, [join(import.meta.dirname, file), ...args], { stdio: "inherit" });
  const [code] = await once(child, "close");
  if (code !== 0) process.exitCode = 1;
}
