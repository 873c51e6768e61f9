import { join } from "node:path";
import { expect, test } from "vitest";
import { readLicences } from "./supply/read-licences";

/** Licences under which what we serve may be used, changed and passed on together with an MIT-licensed program. */
const fine = new Set([
  ...["0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0", "Unlicense"],
  ...["(MIT AND Zlib)", "MIT AND ISC AND BSD-3-Clause", "(MIT OR CC0-1.0)", "Python-2.0"],
]);

/** What was looked at one by one. */
const lookedAt: Readonly<Record<string, string>> = {
  "@expo-google-fonts/chocolate-classical-sans": "MIT and SIL Open Font License: may be embedded and passed on",
  "@expo-google-fonts/gowun-dodum": "MIT and SIL Open Font License: may be embedded and passed on",
  "caniuse-lite": "CC-BY-4.0: data for the build, named here",
  "dejavu-fonts-ttf": "Bitstream Vera's licence: may be embedded and passed on",
  geist: "SIL Open Font License: may be embedded and passed on",
  "png-js": "MIT, by its LICENSE file",
};

/** An optional package of Next's for images, which Ajar turns off; loaded by none of our code. */
const unused = /^@img\/sharp-libvips-/;

test("every package that is served has a licence that allows it", () => {
  const licences = readLicences(join(import.meta.dirname, ".."));
  expect(licences.length).toBeGreaterThan(100);
  const doubtful = licences.filter(
    ({ name, licence }) => !fine.has(licence) && !Object.hasOwn(lookedAt, name) && !unused.test(name),
  );
  expect(doubtful).toEqual([]);
});
