import { expect, test } from "vitest";
import { schemeSecretsOf } from "#lib/recorder/scheme-secrets";

test("finds the keys behind schemes", () => {
  expect(schemeSecretsOf("Bearer abc1, then KISI-LOGIN def; Basic authentication")).toEqual(["def", "abc1"]);
  expect(schemeSecretsOf("nothing here")).toEqual([]);
});
