// Says whether an exported good-standing record is whole and as it was recorded:
//   node scripts/verify-good-standing.ts conduct.ndjson

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const file = process.argv[2];
if (file === undefined) throw new Error("say which file: node scripts/verify-good-standing.ts conduct.ndjson");

const days = readFileSync(file, "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line));

if (days.length === 0) {
  console.log("No day is recorded yet: the first is, an hour after the midnight (UTC) that ends it.");
  process.exit(0);
}

let hashBefore = "";
let dayBefore = "";
for (const { hash, ...day } of days) {
  const expected = createHash("sha256")
    .update(`${hashBefore}\n${JSON.stringify(day)}`)
    .digest("hex");
  if (expected !== hash || day.day <= dayBefore) {
    console.error(`${day.day} does not follow from the days before it: the record was changed.`);
    process.exit(1);
  }
  hashBefore = hash;
  dayBefore = day.day;
}
console.log(
  `${days.length === 1 ? "1 day" : `${days.length} days`}, ${days[0]?.day} to ${dayBefore}: as recorded. Last hash: ${hashBefore}. ` +
    "Compare it with one that was noted elsewhere to be sure of the end, too.",
);
