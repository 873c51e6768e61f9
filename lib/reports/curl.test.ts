import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { curlOf } from "#lib/reports/curl";

const dir = mkdtempSync(join(tmpdir(), "ajar-curl-"));
afterAll(() => rmSync(dir, { recursive: true }));
const stub = join(dir, "curl");
writeFileSync(stub, `#!/bin/sh\nfor word in "$@"; do printf '%s\\0' "$word"; done\n`);
chmodSync(stub, 0o700);

/** What curl would be called with. */
function argumentsOf(command: string): string[] {
  const settings = [`PATH=${dir}:/usr/bin:/bin`, "KISI_API_KEY=the key"];
  return execFileSync("env", ["-i", ...settings, "sh", "-c", command], { encoding: "utf8" })
    .split("\0")
    .slice(0, -1);
}

test("a command has the request, and the key of whoever runs it", () => {
  const request = { method: "POST", path: "/locks/[redacted]/unlock?a=1", exchange: { requestBody: '{"a":1}' } };
  expect(argumentsOf(curlOf(request, "https://api.kisi.io"))).toEqual([
    ...["--globoff", "--include", "--request", "POST", "https://api.kisi.io/locks/[redacted]/unlock?a=1"],
    ...["--header", "Authorization: KISI-LOGIN the key", "--header", "Accept: application/json"],
    ...["--header", "Content-Type: application/json", "--data-raw", '{"a":1}'],
  ]);
});

test("nothing in a path or a body is taken for anything else", () => {
  const hostile = fc.string({
    unit: fc.constantFrom("'", '"', "$(id)", "`id`", "\n", "\\", "!", "@", "-", "a", " ", ";", "&", "é", "\0", "{b,c}"),
    maxLength: 12,
  });
  fc.assert(
    fc.property(hostile, hostile, (path, body) => {
      const command = curlOf({ method: "PUT", path, exchange: { requestBody: `@${body}` } }, "http://127.0.0.1:1");
      const words = argumentsOf(command);
      expect(words[4]).toBe(`http://127.0.0.1:1${path.replaceAll("\0", "")}`);
      expect(words.at(-1)).toBe(`@${body.replaceAll("\0", "")}`);
      expect(words).toHaveLength(13);
    }),
    { numRuns: 40 },
  );
});
