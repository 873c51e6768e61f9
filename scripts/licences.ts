import { join } from "node:path";
import { readLicences } from "./supply/read-licences.ts";

// The licences of everything that a served Ajar is made of, a line a package.
for (const { name, version, licence } of readLicences(join(import.meta.dirname, ".."))) {
  console.log(`${licence}\t${name}@${version}`);
}
