import { expect, test } from "vitest";
import { sampleAlert } from "#lib/store/sample-alert";
import { alertCallsHref, callFilterOf, subjectHref } from "./subject-links";

const subject = (key: string) => ({
  ...{ key, label: key, value: 1, attempts: 1, bad: 1, failures: 1 },
  ...{ lastBreachAtMs: 0, clearSinceMs: null },
});
const subjects = [subject("p1"), subject("p2")];

test("the calls of an alert about problems are those of its problems, and no others of its time", () => {
  const alert = sampleAlert({ kind: "problem_new", subjects });
  expect(callFilterOf(alert, undefined)).toEqual({ problem: ["p1", "p2"] });
  const href = alertCallsHref(alert, undefined, 10);
  expect(href).toMatch(/^\/calls\?/);
  expect(new URL(href ?? "", "http://ajar").searchParams.get("problem")).toBe("p1,p2");
  expect(subjectHref(alert, "p2", undefined, 10)).toBe("/problems/p2");
});

test("the calls of an alert about keys are those of its keys", () => {
  const alert = sampleAlert({ kind: "credential_rejected", subjects });
  expect(callFilterOf(alert, undefined)).toMatchObject({ credential: ["p1", "p2"] });
  expect(callFilterOf(alert, undefined, "p2")).toMatchObject({ credential: ["p2"] });
});

test("an alert about all traffic names nobody, and one about Ajar itself has no calls", () => {
  expect(callFilterOf(sampleAlert({ kind: "rate_limited", subjects: [subject("")] }), undefined)).toEqual({
    outcome: ["rate_limited"],
  });
  expect(alertCallsHref(sampleAlert({ kind: "self" }), undefined, 10)).toBeNull();
});

test("no more subjects are named than a filter takes", () => {
  const many = Array.from({ length: 60 }, (_, n) => subject(`p${n}`));
  expect(callFilterOf(sampleAlert({ kind: "problem_new", subjects: many }), undefined).problem).toHaveLength(50);
});
