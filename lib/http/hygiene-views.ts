import { z } from "zod";
import { instant, isoTime } from "#lib/http/api-views";
import type { LintFinding, LintRow } from "#lib/hygiene/hygiene-lint";
import type { Hygiene } from "#lib/hygiene/read-hygiene";
import { ruleIds, ruleWords } from "#lib/hygiene/rule-words";
import type { Sunset } from "#lib/hygiene/sunset-calendar";
import { callSchema } from "#lib/model/call";

const rowViewSchema = callSchema
  .pick({ callId: true, method: true, route: true, status: true, outcome: true, networkError: true, credential: true })
  .extend({ startedAt: instant, why: z.string().describe("By what the call breaks the rule.") });

const findingViewSchema = z
  .object({
    rule: z.enum(ruleIds),
    title: z.string(),
    when: z.string().describe("When there is such a finding."),
    fix: z.string().describe("What to do about it."),
    integration: z.string().nullable().describe("Null for calls of no integration."),
    calls: z.int(),
    attempts: z.int().describe("Those that should not have been made, not yet, or not so."),
    users: z.int().describe("Kisi users that they were made as; keys that are joined to one user count once."),
    rows: z.array(rowViewSchema).describe("The calls, newest first, a hundred at most."),
  })
  .meta({ id: "HygieneFinding" });

const sunsetViewSchema = z
  .object({
    route: z.string(),
    fixBy: instant.nullable().describe("After which it may vanish; null if Kisi told no date."),
    sunset: z.string().nullable().describe("As Kisi said it last."),
    deprecation: z.string().nullable().describe("As Kisi said it last."),
    listed: z.boolean().describe("Kisi's own description of its API marks it as deprecated."),
    replacement: z.string().nullable().describe("The operation that Kisi names in its place."),
    calls: z.int(),
    lastAt: instant,
    callers: z.array(
      z.object({
        integration: z.string().nullable(),
        credential: z.string().nullable(),
        credentialLast4: z.string().nullable(),
        calls: z.int(),
        lastAt: instant,
        lastCallId: z.string(),
      }),
    ),
  })
  .meta({ id: "Sunset" });

export const hygieneViewSchema = z.object({
  from: instant.describe("Later than asked for where the range holds too much: then its newest part was looked at."),
  to: instant,
  whole: z.boolean().describe("False: the range holds more than was looked at."),
  attempts: z.int(),
  calls: z.int(),
  callsOfUnknownUsers: z.int().describe("Nobody told their key, so the rules that go by Kisi user leave them out."),
  callsOfUnknownHeaders: z
    .int()
    .describe("Told by others, so that it is not known which partner headers they carried."),
  findings: z.array(findingViewSchema).describe("Gravest first."),
  sunsets: z
    .array(sunsetViewSchema)
    .describe("Deprecated operations that were called in the 30 days up to `to`, those first that end first."),
});

/** What programs do wrong, as the API shows it. */
export function viewHygiene(hygiene: Hygiene): z.input<typeof hygieneViewSchema> {
  const { range, isWhole, attempts, calls, callsOfUnknownUsers, callsOfUnknownHeaders, findings, sunsets } = hygiene;
  return {
    from: isoTime(range.fromMs),
    to: isoTime(range.toMs),
    whole: isWhole,
    ...{ attempts, calls, callsOfUnknownUsers, callsOfUnknownHeaders },
    findings: findings.map(viewFinding),
    sunsets: sunsets.map(viewSunset),
  };
}

function viewFinding({ rule, rows, ...counted }: LintFinding): z.input<typeof findingViewSchema> {
  return { rule, ...ruleWords[rule], ...counted, rows: rows.map(viewRow) };
}

function viewRow({ startedAtMs, ...row }: LintRow): z.input<typeof rowViewSchema> {
  return { ...row, startedAt: isoTime(startedAtMs) };
}

function viewSunset({ fixByMs, isListed, lastAtMs, callers, ...sunset }: Sunset): z.input<typeof sunsetViewSchema> {
  return {
    ...sunset,
    fixBy: fixByMs === null ? null : isoTime(fixByMs),
    listed: isListed,
    lastAt: isoTime(lastAtMs),
    callers: callers.map(({ lastAtMs: atMs, ...caller }) => ({ ...caller, lastAt: isoTime(atMs) })),
  };
}
