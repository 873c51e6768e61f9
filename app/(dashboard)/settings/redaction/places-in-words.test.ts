import { expect, test } from "vitest";
import { placesInWords } from "./places-in-words";

test.each([
  [{ calls: 0, problems: 0, alerts: 0, reports: 0 }, "no place"],
  [{ calls: 1, problems: 0, alerts: 0, reports: 0 }, "1 text of calls"],
  [{ calls: 0, problems: 0, alerts: 2, reports: 1 }, "2 texts of alerts and 1 report"],
  [
    { calls: 1_200, problems: 3, alerts: 1, reports: 2 },
    "1,200 texts of calls, 3 texts of problems, 1 text of alerts and 2 reports",
  ],
])("%j reads %j", (places, words) => {
  expect(placesInWords(places).replaceAll("\u00a0", " ")).toBe(words);
});
