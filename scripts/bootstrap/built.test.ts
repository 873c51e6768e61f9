import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fingerprintInputs, stampBuild, whyBuild } from "./built.mjs";

let root = "";

function put(path: string, content: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "ajar-built-"));
  put("app/page.tsx", "page");
  put("lib/kisi/operations.tsv", "operations");
});
afterEach(() => rmSync(root, { recursive: true }));

test("a build is fresh until a source changes", async () => {
  expect(whyBuild(root)).toBe("it is not built yet");
  await stampBuild(root, async () => put(".next/BUILD_ID", "1"));
  expect(whyBuild(root)).toBeNull();
  put("lib/kisi/operations.tsv", "other operations");
  expect(whyBuild(root)).toBe("its sources changed");
});

test("a build that failed is not taken for one", async () => {
  await stampBuild(root, async () => put(".next/BUILD_ID", "1"));
  const failing = stampBuild(root, async () => {
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(whyBuild(root)).toBe("the last build did not finish");
});

test("a source that changes during the build makes it stale", async () => {
  await stampBuild(root, async () => {
    put(".next/BUILD_ID", "1");
    put("app/page.tsx", "newer page");
  });
  expect(whyBuild(root)).toBe("its sources changed");
});

test.each([
  ["app/login/page.tsx", true],
  ["components/ui/button.tsx", true],
  ["next.config.ts", true],
  ["lib/kisi/match.test.ts", false],
  ["lib/store/store.contract.ts", false],
  ["e2e/journey.spec.ts", false],
  ["README.md", false],
])("adding %s changes the fingerprint: %s", (path, changes) => {
  const before = fingerprintInputs(root);
  put(path, "content");
  expect(fingerprintInputs(root) !== before).toBe(changes);
});

test("renaming a file and moving text between files change the fingerprint", () => {
  put("app/a.ts", "ab");
  put("app/b.ts", "c");
  const before = fingerprintInputs(root);
  put("app/a.ts", "a");
  put("app/b.ts", "bc");
  expect(fingerprintInputs(root)).not.toBe(before);
});
