import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { curlOf, type KeptRequest } from "#lib/problems/curl";

const dir = mkdtempSync(join(tmpdir(), "ajar-curl-"));
afterAll(() => rmSync(dir, { recursive: true }));
const log = join(dir, "log");
// Writes its arguments and what it is given to read, each ended by a mark that no text below holds.
writeFileSync(
  join(dir, "curl"),
  `#!/bin/bash
for word in "$@"; do printf '%s\\x1e' "$word" >> "${log}"; done
for word in "$@"; do [ "$word" = "@-" ] && cat >> "${log}"; done
printf '\\x1d' >> "${log}"
`,
);
chmodSync(join(dir, "curl"), 0o700);

const request: KeptRequest = {
  method: "POST",
  origin: "https://api.kisi.io",
  path: "/members",
  headers: [["Content-Type", "application/json"]],
  body: '{"name":"Ada"}',
};

/** What bash gives to curl for each of the commands. */
function run(commands: readonly string[]): string[][] {
  writeFileSync(log, "");
  const script = join(dir, "script");
  writeFileSync(script, `${commands.join("\n")}\n`);
  execFileSync("bash", [script], {
    env: { ...process.env, PATH: `${dir}:${process.env.PATH}`, KISI_API_KEY: "the key", LC_ALL: "C" },
  });
  return readFileSync(log, "utf8")
    .split("\x1d")
    .slice(0, -1)
    .map((call) => call.split("\x1e"));
}

/** What curl has to be told, from the request itself. */
function expectedWords({ method, origin, path, headers, body }: KeptRequest): string[] {
  const shown = headers.map(([name, value]) => (value.trim() === "" ? `${name};` : `${name}: ${value}`));
  const hasType = headers.some(([name]) => name === "Content-Type");
  const types = body !== null && !hasType ? ["Content-Type:"] : [];
  const bodyWords =
    body === null ? [""] : body.includes("\0") ? ["--data-binary", "@-", body] : ["--data-raw", body, ""];
  return [
    ...["--globoff", "--path-as-is"],
    ...(method === "HEAD" ? ["--head"] : ["--request", method]),
    ...["--url", `${origin}${path}`, "--header", "Authorization: KISI-LOGIN the key"],
    ...[...shown, ...types].flatMap((text) => ["--header", text]),
    ...bodyWords,
  ];
}

const nasty = [
  "'",
  '"',
  "`",
  "$(id)",
  "$HOME",
  "\\",
  "\n",
  "\r",
  "!!",
  "@/etc/passwd",
  "-o",
  "--",
  "%s",
  "\u001b[201~",
  "\0",
  "é",
  "\u202e",
  "\u0085",
  ";",
  "#",
  " ",
  "~",
  "*",
  "{a,b}",
  "[1-9]",
  "\\'",
  "\t",
  "👍",
];
const text = (...without: string[]) =>
  fc
    .array(fc.oneof(fc.constantFrom(...nasty.filter((part) => !without.includes(part))), fc.string({ maxLength: 4 })), {
      maxLength: 8,
    })
    .map((parts) => parts.join("").replaceAll("\x1d", "").replaceAll("\x1e", ""));
const noNul = (value: string) => value.replaceAll("\0", "");
const arbitraryRequest: fc.Arbitrary<KeptRequest> = fc.record({
  method: fc.constantFrom("GET", "POST", "HEAD", "PATCH", "DELETE"),
  origin: fc.constant("https://api.kisi.io"),
  path: text().map((path) => `/${noNul(path)}`),
  headers: fc.array(fc.tuple(fc.constantFrom("Accept", "X-Note", "Content-Type"), text().map(noNul)), { maxLength: 3 }),
  body: fc.option(text()),
});

test("S17: 1,000 requests with whatever a shell might run reach curl as they were", () => {
  const requests = fc.sample(arbitraryRequest, { numRuns: 1_000, seed: 17 });
  expect(run(requests.map(curlOf))).toEqual(requests.map(expectedWords));
});

test("S17: a control character of a terminal never stands in the command", () => {
  for (const one of fc.sample(arbitraryRequest, { numRuns: 500, seed: 18 })) {
    expect(curlOf(one).replaceAll(" \\\n  ", " ")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  }
});

test("the key and what belongs to one connection are never in it", () => {
  const headers = [
    ["Authorization", "KISI-LOGIN [redacted]"],
    ["Host", "localhost:3000"],
    ["content-length", "14"],
    ["Accept", "application/json"],
  ] as const;
  expect(curlOf({ ...request, headers })).toBe(`curl --globoff --path-as-is \\
  --request POST \\
  --url https://api.kisi.io/members \\
  --header "Authorization: KISI-LOGIN $KISI_API_KEY" \\
  --header 'Accept: application/json' \\
  --header Content-Type: \\
  --data-raw '{"name":"Ada"}'`);
});
