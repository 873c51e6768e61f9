import { expect, test } from "vitest";
import { expectedText, fieldOfPath, limitRows, parseExpected, parseLimitRows, percentOf } from "./limit-rows";

const limits = [
  { seconds: 86_400, rate: 0.07, count: null },
  { seconds: 3_600, rate: null, count: 50 },
];

test("what is set comes back from its rows, and a blank row is left out", () => {
  const rows = limitRows({ limits });
  expect(rows).toHaveLength(3);
  expect(rows[2]).toEqual({ seconds: "600", rate: "", count: "" });
  expect(parseLimitRows(rows)).toEqual({ limits, indexes: [0, 1] });
});

test("a refusal stands at the row that was filled in", () => {
  const blank = { seconds: "60", rate: "", count: "" };
  const { indexes } = parseLimitRows([blank, { ...blank, count: "5" }, blank, { ...blank, rate: "1" }]);
  expect(fieldOfPath("limits.1.rate", indexes)).toBe("rate.3");
  expect(fieldOfPath("limits.0", indexes)).toBe("count.1");
  expect(fieldOfPath("levels.warning", indexes)).toBe("warning");
  expect(fieldOfPath("floor", indexes)).toBe("floor");
});

test.each([
  ["5", 0.05],
  ["5 %", 0.05],
  ["2,5", 0.025],
  ["0.1", 0.001],
  ["7", 0.07],
  ["x", Number.NaN],
])("%s per cent is %f", (text, share) => {
  expect(percentOf(text)).toBe(share);
});

test("expected failures are lines, and a line that is none is named", () => {
  const expected = [{ route: "GET /locks/{id}", status: 404 }];
  expect(parseExpected(`\n get /locks/{id}  404 \n`)).toEqual(expected);
  expect(parseExpected(expectedText(expected))).toEqual(expected);
  expect(() => parseExpected("GET /locks/{id} 404\nlocks 404")).toThrow("this one is not: locks 404");
});
