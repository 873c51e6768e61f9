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
} as const satisfies Readonly<Record<string, ApiOperation>>;
