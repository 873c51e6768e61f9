import { expect, test } from "vitest";
import { changesOf, ruleFormSchema } from "./rule-fields";

const sent = {
  kind: "failure_rate",
  name: " Errors ",
  enabled: "on",
  route: "GET /locks/{id}, GET /user",
  integration: "",
  credential: "",
  windowMinutes: "5",
  threshold: "20",
  recovery: "7.5",
  minCount: "10",
  forMinutes: "0.5",
  keepFiringMinutes: "10",
  severity: "warning",
  groupBy: "route",
  everyChannel: "on",
  reminderMinutes: "0",
  runbook: "",
};

test("a form speaks of per cent and minutes, a rule of shares and seconds", () => {
  expect(changesOf(ruleFormSchema.parse(sent))).toEqual({
    name: "Errors",
    enabled: true,
    filter: { route: ["GET /locks/{id}", "GET /user"] },
    counts: null,
    windowSeconds: 300,
    threshold: 0.2,
    recoveryThreshold: 0.075,
    minCount: 10,
    forSeconds: 30,
    keepFiringSeconds: 600,
    severity: "warning",
    groupBy: "route",
    channels: null,
    reminderSeconds: null,
    runbook: "",
  });
});

test("methods and sources, which the form does not show, stay as they were", () => {
  const former = { method: ["GET"], source: ["otlp" as const], route: ["GET /gone"] };
  const { filter } = changesOf(ruleFormSchema.parse(sent), former);
  expect(filter).toEqual({ method: ["GET"], source: ["otlp"], route: ["GET /locks/{id}", "GET /user"] });
  const ofProblems = ruleFormSchema.parse({ ...sent, kind: "problem_new" });
  expect(changesOf(ofProblems, former).filter).not.toHaveProperty("source");
});

test("what a kind has no use for is not asked, and stays as it is", () => {
  const { minCount: _, windowMinutes: __, groupBy: ___, ...rest } = sent;
  const changes = changesOf(ruleFormSchema.parse({ ...rest, kind: "suspected_suspension" }));
  expect([changes.minCount, changes.windowSeconds, changes.groupBy]).toEqual([undefined, undefined, undefined]);
});

test("what is not ticked is off, and named channels stand instead of all", () => {
  const { enabled: _, everyChannel: __, ...rest } = sent;
  const form = { ...rest, kind: "latency", threshold: "5000", "channels[]": ["a"], reminderMinutes: "60" };
  expect(changesOf(ruleFormSchema.parse(form))).toMatchObject({
    enabled: false,
    channels: ["a"],
    threshold: 5_000,
    reminderSeconds: 3_600,
  });
});

test.each([
  ["threshold", "many"],
  ["threshold", "-1"],
  ["minCount", "1.5"],
  ["severity", "deadly"],
])("%s=%s is refused", (name, value) => {
  expect(ruleFormSchema.safeParse({ ...sent, [name]: value }).success).toBe(false);
});
