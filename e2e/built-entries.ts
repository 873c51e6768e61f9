import { readFileSync } from "node:fs";
import { join } from "node:path";

// Every way into the built server, as Next's own manifests list them.

const root = join(import.meta.dirname, "..");

function readManifest<Manifest>(name: string): Manifest {
  return JSON.parse(readFileSync(join(root, ".next/server", `${name}.json`), "utf8"));
}

/** `/(dashboard)/calls/[callId]/page` → `/calls/1` */
function pathOf(entry: string): string {
  const path = entry.replace(/\/(page|route)$/, "").replaceAll(/\/\([^)]+\)/g, "");
  return path.replaceAll(/\[[^\]]+\]+/g, "1") || "/";
}

/** Every page and route handler of the build, parameters filled in. */
export function builtRoutes() {
  const manifest = readManifest<Record<string, string>>("app-paths-manifest");
  return Object.keys(manifest).map((entry) => ({ isHandler: entry.endsWith("/route"), path: pathOf(entry) }));
}

/** Every server action of the build, with each page that can call it. */
export function builtActions() {
  type Manifest = { readonly node: Readonly<Record<string, { readonly workers: Readonly<Record<string, unknown>> }>> };
  return Object.entries(readManifest<Manifest>("server-reference-manifest").node).flatMap(([id, { workers }]) =>
    Object.keys(workers).map((entry) => ({ id, path: pathOf(entry.replace(/^app/, "")) })),
  );
}
