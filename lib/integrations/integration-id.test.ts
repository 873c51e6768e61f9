import { expect, test } from "vitest";
import { integrationIdOf } from "#lib/integrations/integration-id";

test.each([
  ["Member sync", [], "member-sync"],
  ["Member sync", ["member-sync"], "member-sync-2"],
  ["Member sync", ["member-sync", "member-sync-2"], "member-sync-3"],
  ["  Zürich / Élan (v2)! ", [], "zurich-elan-v2"],
  ["会員", [], "integration"],
  ["会員", ["integration"], "integration-2"],
  [`${"a".repeat(39)} b`, [], "a".repeat(39)],
  ["default", ["default"], "default-2"],
  ["Import", [], "import-2"],
])("%s, beside %j, is %s", (name, taken, id) => {
  expect(integrationIdOf(name, (candidate) => taken.includes(candidate))).toBe(id);
});
