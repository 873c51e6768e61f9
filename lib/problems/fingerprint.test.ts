import fc from "fast-check";
import { expect, test } from "vitest";
import { networkErrors } from "#lib/model/attempt";
import { outcomeOfStatus, outcomes } from "#lib/model/outcome";
import { type FailureFacts, fingerprintOf } from "#lib/problems/fingerprint";

const answered = (status: number, errorCode: string | null = null, ...wrongFields: string[]): FailureFacts => ({
  outcome: outcomeOfStatus(status),
  status,
  errorCode,
  networkError: null,
  wrongFields,
});
const unanswered = (networkError: FailureFacts["networkError"], status: number | null = null): FailureFacts => ({
  outcome: "network_error",
  status,
  errorCode: null,
  networkError,
  wrongFields: [],
});
const textOf = (facts: FailureFacts) => fingerprintOf(facts)?.fingerprint;

test.each([
  ["a status", answered(404), "[1,404,null]"],
  ["a status with a code", answered(403, "afc516"), '[1,403,"afc516"]'],
  ["too many requests", answered(429), "[1,429,null]"],
  ["an error of Kisi's", answered(503), "[1,503,null]"],
  ["wrong fields, sorted", answered(422, null, "name", "email"), '[1,422,null,"email","name"]'],
  ["fields of other statuses, which say nothing", answered(400, null, "email"), "[1,400,null]"],
  ["no connection", unanswered("refused"), '[1,"network","refused"]'],
  ["an answer cut off, whatever its status", unanswered("truncated", 200), '[1,"network","truncated"]'],
  ["an unnamed network error", unanswered(null), '[1,"network","other"]'],
])("%s", (_, facts, text) => {
  expect(textOf(facts)).toBe(text);
});

test.each<[string, FailureFacts]>([
  ["a success", answered(200)],
  ["a redirect", answered(302)],
  ["a caller that left", { ...answered(200), outcome: "aborted", status: null }],
  ["a blocked call", { ...answered(200), outcome: "blocked", status: null }],
])("%s has none", (_, facts) => {
  expect(fingerprintOf(facts)).toBeNull();
});

test.each([
  [["members.0.email", "members.17.email"], ["members.*.email"]],
  [["email", "email"], ["email"]],
  [["ada@example.com"], ["(other).com"]],
  [["a b", "<script>", ""], ["(other)"]],
  [Array.from({ length: 60 }, (_, n) => `f${n}`), expect.objectContaining({ length: 20 })],
])("the fields %j read as %j", (paths, fields) => {
  expect(fingerprintOf(answered(422, null, ...paths))?.fields).toEqual(fields);
});

test("the order of the fields does not matter, and everything else does", () => {
  const arbitraryFacts = fc.record({
    outcome: fc.constantFrom(...outcomes),
    status: fc.option(fc.constantFrom(400, 404, 422, 429, 500)),
    errorCode: fc.option(fc.constantFrom("afc516", "404", "null", '"')),
    networkError: fc.option(fc.constantFrom(...networkErrors)),
    wrongFields: fc.array(fc.constantFrom("email", "name", "a.1", "null")),
  });
  fc.assert(
    fc.property(arbitraryFacts, arbitraryFacts, (a, b) => {
      expect(textOf({ ...a, wrongFields: a.wrongFields.toReversed() })).toBe(textOf(a));
      const same = JSON.stringify(partsOf(a)) === JSON.stringify(partsOf(b));
      expect(textOf(a) === textOf(b)).toBe(same);
    }),
  );
});

/** The plain way to say what must tell failures apart. */
function partsOf({ outcome, status, errorCode, networkError, wrongFields }: FailureFacts): unknown {
  if (["success", "redirect", "aborted", "blocked"].includes(outcome)) return null;
  if (outcome === "network_error") return [networkError ?? "other"];
  const fields = status === 422 ? new Set(wrongFields.map((field) => field.replace("1", "*")).sort()) : [];
  return [status, errorCode, ...fields];
}
