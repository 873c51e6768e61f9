import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Licence = { readonly name: string; readonly version: string; readonly licence: string };

type Lock = { readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly devOptional?: boolean }>> };
type Manifest = {
  readonly name: string;
  readonly version: string;
  readonly license?: string | { readonly type: string };
};

/** What the served Ajar is made of, as installed here, by name. Packages of other platforms are not installed. */
export function readLicences(root: string): readonly Licence[] {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lock;
  const served = Object.entries(packages).filter(([path, { dev, devOptional }]) => path !== "" && !dev && !devOptional);
  const manifests = served
    .map(([path]) => join(root, path, "package.json"))
    .filter((path) => existsSync(path))
    .map((path) => JSON.parse(readFileSync(path, "utf8")) as Manifest);
  return manifests
    .map(({ name, version, license }) => ({ name, version, licence: licenceText(license) }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}

function licenceText(license: Manifest["license"]): string {
  return (typeof license === "string" ? license : license?.type) ?? "none named";
}
