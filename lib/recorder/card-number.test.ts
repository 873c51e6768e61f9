import { expect, test } from "vitest";
import { isCardNumber } from "#lib/recorder/card-number";

test.each([
  ["4111111111111111", true],
  ["5555555555554444", true],
  ["378282246310005", true],
  ["4111111111111112", false],
  ["1767225600000000", false],
  ["123", false],
])("%s is a card number: %s", (digits, card) => {
  expect(isCardNumber(digits)).toBe(card);
});
