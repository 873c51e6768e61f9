import { z } from "zod";
import type { ApiOperation } from "#lib/http/api-operation";
import { digestSettingsSchema } from "#lib/model/digest";
import { guardSettingsSchema } from "#lib/model/guard";
import { prioritySettingsSchema } from "#lib/model/priorities";
import { problemSettingsSchema } from "#lib/model/problem-settings";
import { redactionRulesSchema } from "#lib/model/redaction-rules";
import { riskChangesSchema, riskSettingsFields } from "#lib/model/risk-settings";

const otherFields = {
  digest: digestSettingsSchema.partial(),
  guard: guardSettingsSchema.partial(),
  priorities: prioritySettingsSchema.partial(),
  problems: problemSettingsSchema.partial(),
  redaction: redactionRulesSchema.partial(),
};

const settingsViewSchema = z
  .object({
    ...riskSettingsFields,
    digest: digestSettingsSchema.describe("The weekly digest by mail; off by default."),
    guard: guardSettingsSchema,
    priorities: prioritySettingsSchema,
    problems: problemSettingsSchema,
    redaction: redactionRulesSchema,
    retentionDays: z.int().describe("How long raw attempts are kept. Set by AJAR_RETENTION_DAYS, not here."),
  })
  .meta({ id: "Settings" });

const personSchema = z.strictObject({
  person: z.string().describe("An e-mail, name or id as it stands in calls, 4 to 200 characters; case does not count."),
});

const placesSchema = z
  .object({
    calls: z.int().describe("Texts of calls: paths, messages, headers, bodies."),
    problems: z.int().describe("Notes, shapes of requests, releases."),
    alerts: z.int().describe("Alerts, silences and messages about them."),
    reports: z.int().describe("Drafts and issued reports."),
  })
  .meta({ id: "ForgottenPlaces" });

/** What an owner sets. */
export const settingsOperations = {
  getSettings: {
    id: "getSettings",
    method: "GET",
    path: "/api/v1/settings",
    scope: "read",
    summary: "Limits, levels, what counts, guard, priorities, the digest, when problems are over, what is hidden",
    answer: settingsViewSchema,
    fails: ["unavailable"],
  },
  changeSettings: {
    id: "changeSettings",
    method: "PATCH",
    path: "/api/v1/settings",
    scope: "write",
    summary: "Change limits, levels, what counts, guard, priorities, the digest, or what is hidden",
    description:
      "What is absent stays as it is; a list is replaced as a whole. A combination that could never warn, or would " +
      "warn always, is refused with the reason, and nothing is changed then.",
    body: riskChangesSchema.extend(z.object(otherFields).partial().shape),
    answer: settingsViewSchema,
    fails: ["unavailable"],
  },
  countPerson: {
    id: "countPerson",
    method: "POST",
    path: "/api/v1/forget/count",
    scope: "write",
    summary: "In how many places a person is named",
    description: "Changes nothing. The person stands in the body, because addresses are logged on their way.",
    body: personSchema,
    answer: placesSchema,
  },
  forgetPerson: {
    id: "forgetPerson",
    method: "POST",
    path: "/api/v1/forget",
    scope: "write",
    summary: "Take a person out of everything that is kept of calls",
    description:
      "Cannot be undone. Figures stay. Issued reports are changed, say so, and get a new hash. Accounts and the audit " +
      "log are not touched, nor copies of the database.",
    body: personSchema,
    answer: placesSchema.extend({
      overwritten: z.boolean().describe("False while old bytes may still stand in the database's log: ask again."),
    }),
    fails: ["conflict"],
  },
} as const satisfies Readonly<Record<string, ApiOperation>>;
