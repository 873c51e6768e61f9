import { expect, test } from "vitest";
import { bodyBrokeOff } from "./body-broke-off";

const success = { outcome: "success", status: 200, networkError: null } as const;
const refused = { outcome: "server_error", status: 503, networkError: null } as const;
const lost = { outcome: "network_error", status: null, networkError: "reset" } as const;
const cut = { outcome: "network_error", status: 200, networkError: "truncated" } as const;

test.each([
  ["no attempt", [], false],
  ["a success", [success], false],
  ["a whole failure", [refused], false],
  ["no answer at all", [lost], false],
  ["an answer that broke off", [cut], true],
  ["one that broke off and was healed", [cut, success], true],
  ["one that broke off before the failure that is kept", [cut, refused], false],
])("%s", (_, attempts, expected) => {
  expect(bodyBrokeOff(attempts)).toBe(expected);
});
