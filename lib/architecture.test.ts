import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";

/** All may import these, and these import only each other. */
const foundations = ["model", "time", "errors"];

/** What stands below the server, lowest first: each module with what it may import beside the foundations. */
const core: Readonly<Record<string, readonly string[]>> = {
  format: [],
  outbound: [],
  secrets: [],
  store: [],
  "store/sqlite": ["store"],
  kisi: ["outbound"],
  simulator: ["kisi"],
  ingest: ["kisi", "outbound", "store"],
  gateway: ["kisi", "outbound"],
  problems: ["kisi", "store"],
  recorder: ["kisi", "outbound", "problems", "store"],
  traffic: ["store"],
  exports: ["store"],
  risk: ["kisi", "outbound", "store", "traffic"],
  hygiene: ["format", "kisi", "risk", "store"],
  settings: ["secrets", "store"],
  integrations: ["secrets", "store"],
  digest: ["format", "risk", "settings", "store", "traffic"],
  reports: ["exports", "format", "problems", "secrets", "store", "traffic"],
  alerts: ["format", "outbound", "secrets", "store"],
};

/** All but the adapters may be asked by what serves. */
const verbs = Object.keys(core).filter((name) => name !== "store/sqlite");

/** What serves, and the one file that joins it all. `App` names the gate's state, so server knows auth by its types. */
const serving: Readonly<Record<string, readonly string[]>> = {
  server: ["auth", ...Object.keys(core)],
  compose: ["server", "auth", ...Object.keys(core)],
  auth: ["server", "secrets", "store", "settings"],
  http: ["auth", "server", ...verbs],
  jobs: ["server", ...verbs],
  demo: ["server", ...verbs],
  drill: ["server", ...verbs],
  front: ["compose", "server", "auth", "http", "jobs", ...verbs],
  components: ["format"],
  app: ["components", "server", "auth", "http", "drill", ...verbs],
};

const allowed: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(foundations.map((name) => [name, []])),
  ...core,
  ...serving,
};

/** What a client component may reach at run time. Server actions end the walk: Next sends only their address. */
const browserSafe = ["components", "app", "format", ...foundations];

/** Words that belong to few files. Tests are free. */
const words: readonly { readonly word: RegExp; readonly only: RegExp; readonly why: string }[] = [
  {
    word: /\bprocess\s*\.\s*env\b|from "node:process"/,
    // The snippets are code of others.
    only: /^(lib\/server\/env\.ts|(server|command)\.ts|(scripts|bench|e2e)\/.*|[^/]+\.config\.ts|app\/.*\/snippets\.ts)$/,
    why: "only lib/server/env.ts reads the environment",
  },
  {
    word: /\b(currentApp|installApp)\b/,
    only: /^(lib\/(auth|front)\/.*|lib\/server\/app\.ts|server\.ts)$/,
    why: "the app is handed out by the gate (lib/auth) and the front alone",
  },
  { word: /\bdangerouslySetInnerHTML\b|\.innerHTML\b/, only: /^$/, why: "React draws all markup" },
  {
    word: /\bsql\s*\.\s*(raw|identifier)\b/,
    only: /^$/,
    why: "SQL takes values as parameters and names from the schema",
  },
];

const linesMax = 300;
const vagueNames = ["index", "utils", "helpers", "common", "types", "misc", "manager", "service"];

type Import = { readonly specifier: string; readonly typeOnly: boolean };
type Source = { readonly path: string; readonly text: string; readonly imports: readonly Import[] };

const root = join(import.meta.dirname, "..");
const sources = globSync("{*.{ts,mjs},{app,components,lib,scripts,bench,e2e}/**/*.{ts,tsx,mjs,css}}", { cwd: root })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path !== "next-env.d.ts")
  .sort()
  .map(readSource);
const byPath = new Map(sources.map((source) => [source.path, source]));
const isTest = (path: string) => /(\.(test|contract|spec)|-fixture)\.tsx?$/.test(path);
const shipped = sources.filter(({ path }) => !isTest(path));

function readSource(path: string): Source {
  const text = readFileSync(join(root, path), "utf8");
  if (path.endsWith(".css")) return { path, text, imports: [] };
  const { module } = parseSync(path, text);
  const dynamic = module.dynamicImports.map(({ moduleRequest: at }) => text.slice(at.start + 1, at.end - 1));
  return {
    path,
    text,
    imports: [
      ...module.staticImports.map(({ moduleRequest, entries }) => ({
        specifier: moduleRequest.value,
        typeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
      })),
      ...module.staticExports
        .flatMap(({ entries }) => entries)
        .flatMap(({ moduleRequest, isType }) =>
          moduleRequest ? [{ specifier: moduleRequest.value, typeOnly: isType }] : [],
        ),
      ...dynamic.map((specifier) => ({ specifier, typeOnly: false })),
    ],
  };
}

/** The file that an import means, or undefined for a package. */
function targetOf(from: string, specifier: string): string | undefined {
  const base = specifier.startsWith(".") ? join(dirname(from), specifier) : specifier.replace(/^#/, "");
  if (base === specifier) return undefined;
  return [base, `${base}.ts`, `${base}.tsx`].find((path) => byPath.has(path));
}

/** `lib/store/sqlite/open.ts` → `store/sqlite`, `lib/format.ts` → `format`, `app/…` → `app`; null outside the table. */
function moduleOf(path: string): string | null {
  const [top = "", folder = "", inner = ""] = path.split("/");
  if (top === "app" || top === "components") return top;
  if (top !== "lib") return null;
  if (path === "lib/server/compose.ts") return "compose";
  if (folder === "store" && !inner.includes(".")) return `store/${inner}`;
  return folder.replace(/\.tsx?$/, "");
}

const edges = shipped.flatMap(({ path, imports }) =>
  imports.flatMap(({ specifier, typeOnly }) => {
    const target = targetOf(path, specifier);
    return target ? [{ from: path, to: target, typeOnly }] : [];
  }),
);

/** The first circle found along the edges, as the names on it. */
function findCircle(pairs: Iterable<readonly [string, string]>): string[] {
  const next = Map.groupBy(pairs, ([from]) => from);
  const done = new Set<string>();
  const walk = (name: string, trail: readonly string[]): string[] => {
    if (trail.includes(name)) return [...trail.slice(trail.indexOf(name)), name];
    if (done.has(name)) return [];
    for (const [, to] of next.get(name) ?? []) {
      const circle = walk(to, [...trail, name]);
      if (circle.length > 0) return circle;
    }
    done.add(name);
    return [];
  };
  return [...next.keys()].map((name) => walk(name, [])).find((circle) => circle.length > 0) ?? [];
}

test("every folder of lib has a row in the table", () => {
  const modules = new Set(shipped.flatMap(({ path }) => moduleOf(path) ?? []));
  expect([...modules].filter((name) => !(name in allowed))).toEqual([]);
});

test("modules import only what the table allows", () => {
  const breaches = edges.filter(({ from, to }) => {
    const [own, other] = [moduleOf(from), moduleOf(to)];
    if (own === null) return false;
    if (other === null) return true;
    return own !== other && !foundations.includes(other) && !allowed[own]?.includes(other);
  });
  expect(breaches.map(({ from, to }) => `${from} must not import ${to}`)).toEqual([]);
});

test("there is no circle among files, nor among modules", () => {
  expect(findCircle(edges.map(({ from, to }) => [from, to]))).toEqual([]);
  const pairs = edges
    .filter(({ typeOnly }) => !typeOnly)
    .map(({ from, to }) => [moduleOf(from) ?? from, moduleOf(to) ?? to] as const);
  expect(findCircle(pairs.filter(([from, to]) => from !== to && !foundations.includes(to)))).toEqual([]);
});

test("lib is imported by its #lib names, without extensions, and every such name exists", () => {
  const isWrong = (path: string, specifier: string) => {
    if (specifier.startsWith("#")) return !targetOf(path, specifier) || /^#lib\/.*\.tsx?$/.test(specifier);
    if (!specifier.startsWith(".") || specifier.endsWith(".json")) return false;
    return path.startsWith("lib/") || join(dirname(path), specifier).startsWith("lib/");
  };
  const wrong = sources.flatMap(({ path, imports }) =>
    imports
      .filter(({ specifier }) => isWrong(path, specifier))
      .map(({ specifier }) => `${path} imports "${specifier}"`),
  );
  expect(wrong).toEqual([]);
});

test("what ships never imports a test", () => {
  expect(edges.filter(({ to }) => isTest(to)).map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test("only the store's adapters import drizzle and the driver", () => {
  const wrong = shipped
    .filter(({ path }) => moduleOf(path) !== null && !/^lib\/store\/[^/]+\//.test(path))
    .filter(({ imports }) => imports.some(({ specifier }) => /^(drizzle-orm|better-sqlite3)\b/.test(specifier)))
    .map(({ path }) => path);
  expect(wrong).toEqual([]);
});

test("client components reach only what the browser may have", () => {
  const starts = (directive: string) => (source: Source) => source.text.startsWith(`"${directive}"`);
  const breaches: string[] = [];
  const seen = new Set<string>();
  const visit = (source: Source, client: string) => {
    if (seen.has(source.path) || starts("use server")(source)) return;
    seen.add(source.path);
    if (!browserSafe.includes(moduleOf(source.path) ?? "")) breaches.push(`${client} reaches ${source.path}`);
    for (const { specifier, typeOnly } of source.imports) {
      if (typeOnly) continue;
      if (specifier.startsWith("node:")) breaches.push(`${client} reaches ${specifier} through ${source.path}`);
      const target = byPath.get(targetOf(source.path, specifier) ?? "");
      if (target) visit(target, client);
    }
  };
  for (const source of shipped.filter(starts("use client"))) visit(source, source.path);
  expect(breaches).toEqual([]);
});

test.each(words)("$why", ({ word, only }) => {
  const ours = shipped.filter(({ path }) => !only.test(path));
  expect(ours.filter(({ text }) => word.test(text)).map(({ path }) => path)).toEqual([]);
});

test(`no file is longer than ${linesMax} lines`, () => {
  const long = sources.filter(({ text }) => text.split("\n").length - 1 > linesMax);
  expect(long.map(({ path }) => path)).toEqual([]);
});

test("files are named in kebab-case, for the one thing that they hold", () => {
  const badlyNamed = sources.filter(({ path }) => {
    const name =
      path
        .split("/")
        .at(-1)
        ?.replace(/(\.[a-z-]+)+$/, "") ?? "";
    return !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || vagueNames.includes(name);
  });
  expect(badlyNamed.map(({ path }) => path)).toEqual([]);
});

test("a circle is found", () => {
  expect(
    findCircle([
      ["a", "b"],
      ["b", "c"],
      ["d", "a"],
      ["c", "b"],
    ]),
  ).toEqual(["b", "c", "b"]);
  expect(
    findCircle([
      ["a", "b"],
      ["a", "c"],
      ["b", "c"],
    ]),
  ).toEqual([]);
});
