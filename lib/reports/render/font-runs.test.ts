import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { readCoverage } from "#lib/reports/render/font-coverage";
import { fontRuns } from "#lib/reports/render/font-runs";

const root = new URL("../../../", import.meta.url);
const dejaVu = createRequire(import.meta.url).resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf");
const geist = new URL("node_modules/geist/dist/fonts/geist-sans/Geist-Regular.ttf", root);
const mono = new URL("node_modules/geist/dist/fonts/geist-mono/GeistMono-Regular.ttf", root);
const coverages = {
  Geist: readCoverage(readFileSync(geist)),
  GeistMono: readCoverage(readFileSync(mono)),
  DejaVu: readCoverage(readFileSync(dejaVu)),
};

test.each([
  ["Zürich, Łódź, Почему", [["Zürich, Łódź, Почему", "Geist"]]],
  [
    "door שער open",
    [
      ["door ", "Geist"],
      ["שער", "DejaVu"],
      [" open", "Geist"],
    ],
  ],
  ["日本", [["[U+65E5][U+672C]", "Geist"]]],
  ["a🧿b", [["a[U+1F9FF]b", "Geist"]]],
  ["two\nlines", [["two\nlines", "Geist"]]],
  ["", []],
])("%j is set in %j", (text, runs) => {
  const found = fontRuns(text, "Geist", coverages);
  expect(found.map((run) => [run.text, run.font])).toEqual(runs);
});

test("what no font has is known for what it is", () => {
  expect([0x41, 0x0416, 0x05d0, 0x4e00, 0xffff].map((code) => coverages.DejaVu(code))).toEqual([
    ...[true, true, true, false, false],
  ]);
});
