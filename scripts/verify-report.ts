// Says whether a downloaded report.json is as it was issued:
//   node scripts/verify-report.ts report.json

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const file = process.argv[2];
if (file === undefined) throw new Error("say which file: node scripts/verify-report.ts report.json");

const { number, issuedAt, issuedBy, sha256, attempts, ...report } = JSON.parse(readFileSync(file, "utf8"));
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const lines = attempts.map((attempt: unknown) => `${JSON.stringify(attempt)}\n`).join("");

const wrong = [
  ...(hashOf(JSON.stringify(report)) === sha256 ? [] : ["the report's text"]),
  ...(hashOf(lines) === report.attachments.ndjson.sha256 ? [] : ["the attempts"]),
];
if (wrong.length > 0) {
  console.error(`Report ${number} was changed after it was issued: ${wrong.join(" and ")} do not match the hashes.`);
  process.exitCode = 1;
} else {
  for (const { at } of report.removals ?? []) console.log(`At ${at} something about a person was taken out of it.`);
  console.log(`Report ${number} is as it was issued at ${issuedAt} by ${issuedBy}: SHA-256 ${sha256}.`);
}
