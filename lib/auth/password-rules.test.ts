import fc from "fast-check";
import { expect, test } from "vitest";
import { passwordProblem } from "#lib/auth/password-rules";

const email = "roberta.keys@acme-doors.example";

test.each([
  "correct battery stable horse",
  "eleven green doors, one ajar",
  "kV9#tq2LxP",
  "Ünïcödé über alles 7",
  "sunshine-7xK9qPz",
  "my dog ate the keycard",
  "зелёная дверь у моря",
  "🔑🚪🔑🏠🚪🪟🔒🔓",
  "x".repeat(3) + "Some Words That Go On ".repeat(3),
])("accepts %j", (password) => {
  expect(passwordProblem(password, email)).toBeNull();
});

test.each([
  ["", "0 characters"],
  ["kV9#tq2", "7 characters"],
  ["🔑🚪🏠", "3 characters"],
  ["kV9#tq2L".repeat(129), "more than 1024"],
  ["password", "guessed first"],
  ["Password1", "guessed first"],
  ["P@ssw0rd2026!", "guessed first"],
  ["passwordpassword", "guessed first"],
  ["12345password", "guessed first"],
  ["letmein123", "guessed first"],
  ["Welcome2026!", "guessed first"],
  ["trustno1!", "guessed first"],
  ["ajar-ajar", "guessed first"],
  ["Kisi12345", "guessed first"],
  ["Correct Horse Battery Staple", "guessed first"],
  ["!!dragon!!", "guessed first"],
  ["12345678", "row of keys"],
  ["1234567890", "row of keys"],
  ["87654321", "row of keys"],
  ["abcdefgh", "row of keys"],
  ["qwertyuiop", "row of keys"],
  ["poiuytrewq", "row of keys"],
  ["1qaz2wsx3edc", "row of keys"],
  ["aaaaaaaaaaaaaaaa", "row of keys"],
  ["abababababab", "row of keys"],
  ["abcabcabcabc", "row of keys"],
  ["12341234", "row of keys"],
  ["roberta.keys", "e-mail"],
  ["RobertaKeys99", "e-mail"],
  ["acme-doors-1", "e-mail"],
  [email, "e-mail"],
])("refuses %j", (password, words) => {
  expect(passwordProblem(password, email)).toContain(words);
});

test("says nothing of the password itself and never throws", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), fc.string(), (password, address) => {
      const problem = passwordProblem(password, address);
      if (problem !== null && password.length > 10) expect(problem).not.toContain(password);
    }),
  );
});

test("random passwords of 12 letters and digits are accepted", () => {
  const alphabet = [..."abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXYZ234679"];
  const random = fc.array(fc.constantFrom(...alphabet), { minLength: 12, maxLength: 12 }).map((all) => all.join(""));
  fc.assert(
    fc.property(random, (password) => passwordProblem(password, email) === null),
    { seed: 7 },
  );
});
