import { expect, test } from "vitest";
import { whyNotAsLocked } from "./installed.mjs";

const machine = { platform: "linux", arch: "x64" };
const linux = { version: "1.0.0", optional: true, os: ["linux"], cpu: ["x64"] };
const mac = { version: "1.0.0", optional: true, os: ["darwin"], cpu: ["arm64"] };
const zod = { version: "4.0.0", integrity: "sha512-a" };
const locked = { packages: { "": {}, "node_modules/zod": zod, "node_modules/linux": linux, "node_modules/mac": mac } };

test.each([
  ["as locked", { "node_modules/zod": zod, "node_modules/linux": linux }, null],
  ["a further package", { "node_modules/zod": zod, "node_modules/linux": linux, "node_modules/own": zod }, null],
  [
    "npm noted an integrity that the lock lacks",
    { "node_modules/zod": zod, "node_modules/linux": { ...linux, integrity: "sha512-b" } },
    null,
  ],
  ["a required one missing", { "node_modules/linux": linux }, "some are missing"],
  ["another version", { "node_modules/zod": { ...zod, version: "4.0.1" } }, "the lock changed"],
  ["another content", { "node_modules/zod": { ...zod, integrity: "sha512-b" } }, "the lock changed"],
  ["copied from a Mac", { "node_modules/zod": zod, "node_modules/mac": mac }, "they are another platform's"],
])("installed packages: %s", (_name, packages, why) => {
  expect(whyNotAsLocked(locked, { packages }, machine)).toBe(why);
});

test.each([
  [["!win32"], null],
  [["!linux"], "they are another platform's"],
  [[], null],
])("npm's os list %j on Linux", (os, why) => {
  const packages = { "node_modules/some": { version: "1.0.0", os } };
  expect(whyNotAsLocked({ packages }, { packages }, machine)).toBe(why);
});
