import { expect, test } from "vitest";
import { redactionRulesSchema } from "#lib/model/redaction-rules";
import { observedAttempt } from "#lib/recorder/attempt-fixture";
import { compileExtraRules } from "#lib/recorder/extra-rules";
import { needlesOf } from "#lib/recorder/needles";
import { createScrubber } from "#lib/recorder/scrubber";
import { createTextRedactor } from "#lib/recorder/text-redactor";
import { toAttempt } from "#lib/recorder/to-attempt";

const extra = compileExtraRules({ fields: ["Cost-Center", "x-tenant"], patterns: ["\\bEMP-\\d+\\b"] });
const context = {
  credentialOf: () => null,
  needlesOfKey: needlesOf,
  shapeOf: () => null,
  knownSecrets: [],
  extra,
};

test("hides its fields and patterns in every place of an exchange, also where the value is echoed", () => {
  const attempt = toAttempt(
    observedAttempt({
      method: "POST",
      path: "/users/EMP-4711?cost_center_id=7&costCenter=rocket-base&limit=5&ids=EMP-12",
      requestHeaders: ["X-Tenant", "moonbase", "User-Agent", "sync/1 EMP-9 moonbase"],
      requestBody: { cost_center: { deep: ["rocket-base"] }, note: "for EMP-4711", EMP: "EMP-1", n: 1 },
      responseBody: { code: "x", error: "rocket-base has no EMP%2D4711 at moonbase" },
    }),
    context,
  );
  const stored = JSON.stringify(attempt);
  for (const hidden of ["4711", "rocket-base", "moonbase", "EMP-1", "EMP-9", "EMP-12"]) {
    expect(stored).not.toContain(hidden);
  }
  expect(attempt.path).toBe("/users/[redacted]?cost_center_id=7&costCenter=[redacted]&limit=5&ids=[redacted]");
  expect(attempt.exchange?.requestBody).toBe(
    '{"cost_center":"[redacted]","note":"for [redacted]","EMP":"[redacted]","n":1}',
  );
});

test("hides them on the way out too, and changes nothing at a second pass", () => {
  const { redactText } = createTextRedactor(
    () => [],
    () => extra,
  );
  const once = redactText("seen EMP-77 with cost-center=rocket, x_tenant: moon");
  expect(once).toBe("seen [redacted] with cost-center=[redacted], x_tenant: [redacted]");
  expect(redactText(once)).toBe(once);
});

test("a pattern that matches the mark itself never nests it", () => {
  const scrub = createScrubber([], compileExtraRules({ fields: [], patterns: ["[a-z]+"] }));
  expect(scrub(scrub("ab 12 [redacted]"))).toBe("[redacted] 12 [redacted]");
});

test("S27: patterns that would run for years elsewhere are searched in linear time", () => {
  const scrub = createScrubber([], compileExtraRules({ fields: [], patterns: ["(a+)+$", "(?:a|a?)+b", "(x+x+)+y"] }));
  // With an engine that tracks back, 30 letters take seconds, and these would never end.
  const text = `${"a".repeat(100_000)}!`;
  expect(scrub(text)).toBe(text);
  expect(scrub(`${"a".repeat(100_000)}b`)).toBe("[redacted]");
});

test.each([
  ["(", /cannot be read/],
  ["(?=x)a", /cannot be read/],
  ["(a)\\1", /cannot be read/],
  ["a*", /matches the empty text/],
  ["\\pL{500}", /too large/],
  ["((a{100}){100}){100}", /cannot be read/],
  ["", /must not be empty/],
  ["x".repeat(201), /at most 200/],
])("refuses the pattern %j with the reason", (pattern, reason) => {
  const { error } = redactionRulesSchema.safeParse({ fields: [], patterns: [pattern] });
  expect(error?.issues.map(({ message }) => message).join()).toMatch(reason);
});

test.each([
  [["--"], /letter or a digit/],
  [["a\u0000"], /control/],
  [["x".repeat(61)], /at most 60/],
  [Array.from({ length: 51 }, (_, at) => `f${at}`), /at most 50/],
])("refuses the fields %j", (fields, reason) => {
  const { error } = redactionRulesSchema.safeParse({ fields, patterns: [] });
  expect(error?.issues.map(({ message }) => message).join()).toMatch(reason);
});
