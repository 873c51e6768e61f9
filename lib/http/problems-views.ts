import { z } from "zod";
import { instant, isoTime } from "#lib/http/api-views";
import {
  type Deploy,
  deploySchema,
  type Mute,
  type Problem,
  type ProblemEvent,
  type ProblemExample,
  problemEventSchema,
  problemSchema,
} from "#lib/model/problem";
import type { ListedProblem } from "#lib/problems/list-problems";
import type { ProblemDetail, ShapeComparison } from "#lib/problems/read-problem";

const muteViewSchema = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("forever") }),
    z.object({ kind: z.literal("until"), at: instant }),
    z.object({ kind: z.literal("count"), attempts: z.int().describe("Once it has had that many attempts in all.") }),
    z.object({ kind: z.literal("escalates") }),
  ])
  .nullable()
  .describe("How it ends by itself; null but for a muted one.");

export const problemViewSchema = problemSchema
  .omit({
    fingerprint: true,
    firstSeenAtMs: true,
    lastSeenAtMs: true,
    resolvedAtMs: true,
    regressAfterMs: true,
    regressedAtMs: true,
    escalatingSinceMs: true,
    mute: true,
  })
  .extend({
    fields: z.array(z.string()),
    firstSeen: instant,
    lastSeen: instant,
    mute: muteViewSchema,
    resolvedAt: instant.nullable(),
    regressedAt: instant.nullable().describe("The first attempt after it was resolved last."),
    escalatingSince: instant.nullable(),
    awaitsDeploy: z.boolean().describe("Resolved, and failures before the next deploy do not bring it back."),
  })
  .meta({
    id: "ProblemOfTraffic",
    description: "Failures of one route with one fingerprint. `attempts` and `calls` count since it is known.",
  });

/** A problem as the API shows it. */
export function viewProblem(problem: Problem): z.input<typeof problemViewSchema> {
  const { fingerprint: _, firstSeenAtMs, lastSeenAtMs, resolvedAtMs, regressAfterMs, ...rest } = problem;
  const { regressedAtMs, escalatingSinceMs, mute, fields, ...shown } = rest;
  return {
    ...shown,
    fields: [...fields],
    firstSeen: isoTime(firstSeenAtMs),
    lastSeen: isoTime(lastSeenAtMs),
    mute: viewMute(mute),
    resolvedAt: timeOrNull(resolvedAtMs),
    regressedAt: timeOrNull(regressedAtMs),
    escalatingSince: timeOrNull(escalatingSinceMs),
    awaitsDeploy: problem.state === "resolved" && regressAfterMs === null,
  };
}

function viewMute(mute: Mute | null): z.input<typeof muteViewSchema> {
  return mute?.kind === "until" ? { kind: "until", at: isoTime(mute.atMs) } : mute;
}

const splitSchema = (what: string) => z.object({ key: z.string().nullable().describe(what), attempts: z.int() });

const inRangeSchema = z.object({
  attempts: z.int(),
  calls: z.int().describe("Calls that ended with it."),
  bad: z.int().describe("Attempts that count towards a suspension: what it costs."),
  routeAttempts: z.int().nullable().describe("All attempts of its route; null where some senders' alone are counted."),
  points: z.array(z.object({ t: instant, attempts: z.int() })),
  integrations: z.array(splitSchema("Null for traffic of no integration.")),
  credentials: z.array(
    splitSchema("Keyed fingerprint; null for traffic without a key.").extend({ last4: z.string().nullable() }),
  ),
});

export const listedProblemViewSchema = problemViewSchema
  .extend({ inRange: inRangeSchema })
  .meta({ id: "ListedProblem" });

/** A problem in the list as the API shows it. */
export function viewListedProblem(row: ListedProblem): z.input<typeof listedProblemViewSchema> {
  return { ...viewProblem(row.problem), inRange: viewInRange(row) };
}

function viewInRange({ figures, bad, routeAttempts }: Pick<ListedProblem, "figures" | "bad" | "routeAttempts">) {
  const { attempts, calls, points, integrations, credentials } = figures;
  return {
    attempts,
    calls,
    bad,
    routeAttempts,
    points: points.map(({ t, ...point }) => ({ t: isoTime(t), ...point })),
    integrations: [...integrations],
    credentials: [...credentials],
  };
}

export const deployViewSchema = deploySchema
  .omit({ atMs: true })
  .extend({ at: instant })
  .meta({ id: "Deploy", description: "A release that went live." });

/** A deploy as the API shows it. */
export function viewDeploy({ atMs, ...deploy }: Deploy): z.input<typeof deployViewSchema> {
  return { ...deploy, at: isoTime(atMs) };
}

const eventViewSchema = problemEventSchema.omit({ atMs: true }).extend({ at: instant });
const exampleSchema = z.object({
  callId: z.string(),
  attempt: z.int(),
  startedAt: instant,
  latencyMs: z.number(),
});

const adviceViewSchema = z.object({
  title: z.string(),
  meaning: z.string(),
  rule: z.string().describe("What Kisi's rules say to do about such an answer."),
  steps: z.array(z.string()),
  retryable: z.enum(["not_needed", "never", "by_hand", "with_backoff", "after_wait", "only_if_repeat_safe"]),
  side: z.string().describe("Whose business it is."),
  docsUrl: z.string(),
});

const culprit = z.enum(["kisi", "ours", "network", "unclear"]);
const faultViewSchema = z
  .object({
    verdict: culprit,
    evidence: z.array(z.object({ pointsTo: culprit, strength: z.int().min(1).max(3), words: z.string() })),
  })
  .describe("Whose fault it is, as far as the evidence of its latest hour goes, with all of that, strongest first.");

const shapesViewSchema = z
  .object({
    failureAt: instant,
    successAt: instant,
    differences: z.array(
      z.object({
        path: z.string().describe("`query.limit`, `body.user.email`, `body.members[].role`."),
        inSuccess: z.string().nullable().describe("Its type; null where it is missing."),
        inFailure: z.string().nullable(),
      }),
    ),
  })
  .nullable()
  .describe("How the first failed request differs, by names and types, from the latest of its route that succeeded.");

export const problemDetailViewSchema = z.object({
  problem: problemViewSchema,
  inRange: inRangeSchema,
  advice: adviceViewSchema,
  fault: faultViewSchema,
  shapes: shapesViewSchema,
  similar: z.array(problemViewSchema).describe("Problems that may have the same cause, likeliest first."),
  examples: z
    .object({ first: exampleSchema, latest: exampleSchema, slowest: exampleSchema })
    .nullable()
    .describe("Among the attempts that are kept; null if none is."),
  events: z.array(eventViewSchema).describe("Its history, newest first."),
  deploys: z.array(deployViewSchema).describe("Of the range, newest first."),
  firstDeploy: deployViewSchema.nullable().describe("The latest deploy when it was first seen."),
  regressedDeploy: deployViewSchema.nullable().describe("The latest deploy when it came back."),
});

/** A problem with all that is known of it as the API shows it. */
export function viewProblemDetail(detail: ProblemDetail): z.input<typeof problemDetailViewSchema> {
  const { title, meaning, rule, steps, retryable, side, docsUrl } = detail.advice;
  const { examples, firstDeploy, regressedDeploy } = detail;
  return {
    problem: viewProblem(detail.problem),
    inRange: viewInRange(detail),
    advice: { title, meaning, rule, steps: [...steps], retryable, side, docsUrl },
    fault: { verdict: detail.fault.verdict, evidence: [...detail.fault.evidence] },
    shapes: viewShapes(detail.shapes),
    similar: detail.similar.map(viewProblem),
    examples: examples && {
      first: viewExample(examples.first),
      latest: viewExample(examples.latest),
      slowest: viewExample(examples.slowest),
    },
    events: detail.events.map(viewEvent),
    deploys: detail.deploys.map(viewDeploy),
    firstDeploy: firstDeploy && viewDeploy(firstDeploy),
    regressedDeploy: regressedDeploy && viewDeploy(regressedDeploy),
  };
}

function viewShapes(shapes: ShapeComparison | null): z.input<typeof shapesViewSchema> {
  if (shapes === null) return null;
  const { failureAtMs, successAtMs, differences } = shapes;
  return { failureAt: isoTime(failureAtMs), successAt: isoTime(successAtMs), differences: [...differences] };
}

function viewEvent({ atMs, ...event }: ProblemEvent): z.input<typeof eventViewSchema> {
  return { ...event, at: isoTime(atMs) };
}

function viewExample({ startedAtMs, ...example }: ProblemExample): z.input<typeof exampleSchema> {
  return { ...example, startedAt: isoTime(startedAtMs) };
}

function timeOrNull(ms: number | null): string | null {
  return ms === null ? null : isoTime(ms);
}
