import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

/** What a secret looks like to the scanners of those who issue it. */
const shapes: readonly (readonly [name: string, shape: RegExp])[] = [
  ["private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["AWS key", /\b(AKIA|ASIA)(?!IOSFODNN7EXAMPLE)[0-9A-Z]{16}\b/],
  ["GitHub token", /\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{40})/],
  ["npm token", /\bnpm_[A-Za-z0-9]{36}\b/],
  ["Slack token or webhook", /\bxox[abeoprs]-\w{8,}|hooks\.slack\.com\/services\/T\w+\/B\w+\/\w{20}/],
  ["Stripe key", /\b[rs]k_live_\w{16}/],
  ["Google key", /\bAIza[\w-]{35}\b/],
  ["JSON Web Token", /\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}/],
  ["Kisi key", /KISI-LOGIN (?!(0123456789abcdef){2})[0-9a-f]{32}\b/],
  [
    "password in an address",
    /\b(postgres|https?|smtps?):\/\/[\w.-]+:(?!pass|secret|\$)[^\s/@"'`:$]{8,}@(?!example)[\w-]+\.\w/,
  ],
];

/** Redaction is tested with texts that look like secrets and are none. */
const lookalikes = /^(lib\/recorder\/.*|lib\/simulator\/sample-keys\.ts|scripts\/secrets\.test\.ts)$/;

function git(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(`git ${args[0]}: ${stderr}`);
  return stdout;
}

/** Each added line of a diff with the file that it was added to. */
function* addedLines(diff: string): Generator<readonly [path: string, line: string]> {
  let path = "";
  for (const line of diff.split("\n")) {
    if (line.startsWith("+++ b/")) path = line.slice(6);
    else if (line.startsWith("+")) yield [path, line.slice(1)];
  }
}

function findSecrets(diff: string): string[] {
  return [...addedLines(diff)]
    .filter(([path]) => !lookalikes.test(path))
    .flatMap(([path, line]) => shapes.filter(([, shape]) => shape.test(line)).map(([name]) => `${path}: ${name}`));
}

test("neither the tree nor its history holds a secret", () => {
  const history = git("log", "-p", "-U0", "--no-color", "--no-ext-diff", "--no-textconv");
  const changes = git("diff", "HEAD", "-U0", "--no-color", "--no-ext-diff", "--no-textconv");
  expect([...new Set(findSecrets(`${history}\n${changes}`))]).toEqual([]);
}, 60_000);

test.each(shapes.map(([name]) => name))("the scan finds a %s", (name) => {
  const examples: Record<string, string> = {
    "private key": "-----BEGIN EC PRIVATE KEY-----",
    "AWS key": `AKIA${"Q".repeat(16)}`,
    "GitHub token": `ghp_${"a1".repeat(18)}`,
    "npm token": `npm_${"a1".repeat(18)}`,
    "Slack token or webhook": "xoxb-123456789012",
    "Stripe key": `sk_live_${"a".repeat(24)}`,
    "Google key": `AIza${"a".repeat(35)}`,
    "JSON Web Token": `eyJ${"a".repeat(24)}.eyJ${"b".repeat(24)}.${"c".repeat(24)}`,
    "Kisi key": `Authorization: KISI-LOGIN ${"0a".repeat(16)}`,
    "password in an address": "postgres://ajar:hunter22hunter@db.internal/ajar",
  };
  expect(findSecrets(`+++ b/app/page.tsx\n+const text = "${examples[name]}";`)).toEqual([`app/page.tsx: ${name}`]);
});
