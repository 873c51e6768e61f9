import { z } from "zod";

/** `observe` lets everything pass and counts what `enforce` would have kept from Kisi. */
export const guardModes = ["off", "observe", "enforce"] as const;
export const guardModeSchema = z.enum(guardModes, "must be off, observe or enforce");
export type GuardMode = z.infer<typeof guardModeSchema>;

const failuresWords = "must be a whole number from 2 to 100";
const expiryWords = "must be whole milliseconds, from 1 second to 1 day";

/** What an owner sets of the guard; an integration may have a mode of its own. */
export const guardSettingsSchema = z.strictObject({
  mode: guardModeSchema.describe("For integrations without a mode of their own, and for the console."),
  failuresMax: z
    .int(failuresWords)
    .min(2, failuresWords)
    .max(100, failuresWords)
    .describe("A call that was refused this often in a row, with nothing changed, is held."),
  expiryMs: z
    .int(expiryWords)
    .min(1_000, expiryWords)
    .max(86_400_000, expiryWords)
    .describe("So long a call is held; then one is let through to try."),
  doorActions: z.boolean().describe("Lets the guard hold calls that move a door, too."),
});
export type GuardSettings = Readonly<z.infer<typeof guardSettingsSchema>>;

export const defaultGuardSettings: GuardSettings = {
  mode: "observe",
  failuresMax: 5,
  expiryMs: 600_000,
  doorActions: false,
};

/**
 * Why a call is held. `call`: the same call was refused again and again. `credential`: its key gets nothing but 401.
 * `suspension`: its key is among those for which Kisi seems to have shut the door.
 */
export const guardRules = ["call", "credential", "suspension"] as const;
export type GuardRule = (typeof guardRules)[number];

/** Something that the guard holds, or would hold if it were enforced. Nothing of what was sent is in it. */
export const guardHoldSchema = z.object({
  id: z.string().describe("Stays the same for as long as the hold lasts."),
  rule: z.enum(guardRules),
  status: z.int().describe("What Kisi has answered each time."),
  failures: z.int().describe("How often, in a row."),
  firstFailedAtMs: z.int(),
  lastFailedAtMs: z.int(),
  untilMs: z.int().describe("From then on one call is let through to try."),
  /** Fingerprint of the key; null for calls without one. */
  credential: z.string().nullable(),
  integration: z.string().nullable(),
  lastCallId: z.string().describe("The last call that failed so: it has the whole story."),
});
export type GuardHold = Readonly<z.infer<typeof guardHoldSchema>>;

/** What the guard has done since `sinceMs`. */
export const guardCountsSchema = z.object({
  refused: z.int().describe("Calls that it has kept from Kisi."),
  saved: z.int().describe("Failed attempts of calls that passed and that `enforce` would have kept from Kisi."),
  mistaken: z.int().describe("Calls that passed and succeeded, though `enforce` would have kept them from Kisi."),
});
export type GuardCounts = Readonly<z.infer<typeof guardCountsSchema>>;
