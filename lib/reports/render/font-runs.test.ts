import { expect, test } from "vitest";
import { readCoverages } from "#lib/reports/render/font-files";
import { fontRuns } from "#lib/reports/render/font-runs";

const coverages = readCoverages();

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
  [
    "門 東京都（鍵）の",
    [
      ["門", "Chocolate"],
      [" ", "Geist"],
      ["東京都（鍵）の", "Chocolate"],
    ],
  ],
  [
    "김 문 door",
    [
      ["김", "Gowun"],
      [" ", "Geist"],
      ["문", "Gowun"],
      [" door", "Geist"],
    ],
  ],
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
