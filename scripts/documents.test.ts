import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const isMissing = (path: string) => !existsSync(join(root, path));
const allMatches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].flatMap(([, found]) => found ?? []);

const documents = [
  ...["README.md", "CONTRIBUTING.md", "SECURITY.md"],
  ...readdirSync(join(root, "docs")).flatMap((name) => (name.endsWith(".md") ? `docs/${name}` : [])),
];
const modules = readdirSync(join(root, "lib"), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? entry.name : [],
);

test.each(["README.md", ".env.example"])(
  "%s names the variables that lib/server/env.ts reads, and no other",
  (path) => {
    const variables = allMatches(read("lib/server/env.ts"), /^ {4}([A-Z][A-Z_]+):/gm);
    const named = new Set(read(path).match(/\b(?:AJAR|KISI|SMTP)_[A-Z_]+\b|\bHOST\b|\bPORT\b/g));
    expect([...named].sort()).toEqual(variables.toSorted());
  },
);

test.each(documents)("every file that %s names is there", (path) => {
  const text = read(path);
  const linked = allMatches(text, /\]\(([^)#:]+)\)/g).map((target) => join(dirname(path), target));
  const quoted = allMatches(text, /`((?:lib|components|app|scripts|docs|drizzle|e2e|bench)\/[\w./-]*)`/g);
  expect([...linked, ...quoted].filter(isMissing)).toEqual([]);
});

test("docs/architecture.md names every module, and files of it to begin at", () => {
  const rows = [...read("docs/architecture.md").matchAll(/^\| `(\w+)` \|[^|]*\| (`[^|]*) \|$/gm)];
  const files = rows.flatMap(([, name, begin = ""]) =>
    allMatches(begin, /`([^`]+)`/g).map((file) => `lib/${name}/${file}`),
  );
  expect(rows.map(([, name]) => name).sort()).toEqual(modules.toSorted());
  expect(files.filter(isMissing)).toEqual([]);
});

test("CONTRIBUTING.md has a row for every module, and stays short", () => {
  const text = read("CONTRIBUTING.md");
  const foundations = ["model", "time"];
  const named = allMatches(text, /^\| ((?:`[^`]+`(?:, )?)+) \|/gm).flatMap((cell) => allMatches(cell, /`([^`]+)`/g));
  expect(modules.filter((name) => !foundations.includes(name) && !named.includes(name))).toEqual([]);
  expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(120);
});
