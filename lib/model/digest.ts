import { z } from "zod";
import { severities } from "#lib/model/alert-rule";
import { weekdays } from "#lib/time/weekly";
import { parseTimeZone } from "#lib/time/zone";

/** When the digest of a week is sent, and where. */
export const digestSettingsSchema = z.strictObject({
  enabled: z.boolean(),
  weekday: z.enum(weekdays),
  hour: z.int().min(0, "must be 0 to 23").max(23, "must be 0 to 23").describe("By the clock of the zone."),
  timeZone: z
    .string()
    .refine((zone) => parseTimeZone(zone) !== null, "must be a time zone such as UTC or Europe/Zurich"),
  channelId: z.string().nullable().describe("A channel of kind `email`; null for none."),
});
export type DigestSettings = Readonly<z.infer<typeof digestSettingsSchema>>;

export const defaultDigestSettings: DigestSettings = {
  enabled: false,
  weekday: "monday",
  hour: 8,
  timeZone: "UTC",
  channelId: null,
};

const instant = z.iso.datetime({ precision: 3 });
const week = z.object({ attempts: z.int(), calls: z.int(), failures: z.int(), retries: z.int(), blocked: z.int() });
const problems = z
  .object({ count: z.int(), worst: z.array(z.object({ label: z.string(), attempts: z.int(), url: z.url() })) })
  .describe("At most five of them, most attempts first.");

/** What stood out in a week, as it waits to be sent. */
export const digestMessageSchema = z
  .object({
    type: z.literal("digest.weekly"),
    timestamp: instant,
    data: z.object({
      from: instant,
      to: instant.describe("Not included."),
      timeZone: z.string(),
      late: z.boolean().describe("Ajar was not running when it was due."),
      week,
      before: week.nullable().describe("The week before; null if it is not known, or had no attempts."),
      budget: z
        .array(
          z.object({ label: z.string(), used: z.number().nullable(), peak: z.number(), peakAt: instant.nullable() }),
        )
        .describe("Of each limit of one's own the share that was used at the end, and at most; null where not known."),
      new: problems,
      regressed: problems,
      routes: z
        .array(z.object({ route: z.string(), attempts: z.int(), failures: z.int() }))
        .describe("Most failures first, at most five."),
      alerts: z.object({
        count: z.int(),
        worst: z.array(
          z.object({ rule: z.string(), severity: z.enum(severities), summary: z.string(), startedAt: instant }),
        ),
      }),
      refused: z
        .array(z.object({ credential: z.string(), last4: z.string().nullable(), attempts: z.int() }))
        .describe("Keys that met 401, by fingerprint and last four characters, most attempts first."),
      url: z.url(),
    }),
  })
  .meta({ id: "Digest", description: "What stood out in a week." });
export type DigestMessage = Readonly<z.infer<typeof digestMessageSchema>>;
