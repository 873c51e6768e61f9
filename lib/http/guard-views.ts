import { z } from "zod";
import { instant, isoTime } from "#lib/http/api-views";
import { type GuardHold, guardCountsSchema, guardHoldSchema } from "#lib/model/guard";
import { type RefusedKey, refusedKeySchema, type Suspension, suspensionSigns } from "#lib/model/suspension";
import type { Guard } from "#lib/outbound/guard";

const holdViewSchema = guardHoldSchema
  .omit({ firstFailedAtMs: true, lastFailedAtMs: true, untilMs: true })
  .extend({
    firstFailedAt: instant,
    lastFailedAt: instant,
    until: instant.describe("From then on one call is let through to try."),
  })
  .meta({ id: "GuardHold", description: "What the guard holds, or would hold if it were enforced." });

const refusedKeyViewSchema = refusedKeySchema
  .omit({ lastSuccessAtMs: true, refusedSinceMs: true, lastRefusedAtMs: true })
  .extend({ lastSuccessAt: instant, refusedSince: instant, lastRefusedAt: instant })
  .meta({ id: "RefusedKey", description: "A key that worked, and that Kisi now refuses wherever it is used." });

const suspensionViewSchema = z
  .object({
    since: instant,
    signs: z.array(z.enum(suspensionSigns)).readonly().describe("What speaks for it, beside the refusals themselves."),
    keys: z.array(refusedKeyViewSchema),
    workingKeys: z.int().describe("Other keys that have succeeded since: they speak against it."),
  })
  .meta({ id: "SuspectedSuspension", description: "A guess from how Kisi answers, with what it rests on." });

export const guardViewSchema = z
  .object({
    since: instant.describe("The counts begin here."),
    counts: guardCountsSchema,
    byIntegration: z.array(guardCountsSchema.extend({ integration: z.string().nullable() })),
    errors: z.int().describe("Errors inside the guard since the start; each let a call pass."),
    holds: z.array(holdViewSchema),
    suspension: suspensionViewSchema.nullable(),
    refusedKeys: z.array(refusedKeyViewSchema).describe("Refused as a revoked key is, without a suspicion."),
  })
  .meta({ id: "Guard" });

type Parts = {
  readonly guard: Pick<Guard, "counts" | "holds">;
  readonly suspension: { readonly current: () => Suspension | null; readonly refusedKeys: () => readonly RefusedKey[] };
};

/** Guard and detector as the API shows them. */
export function viewGuard({ guard, suspension }: Parts): z.input<typeof guardViewSchema> {
  const { sinceMs, total, byIntegration, errors } = guard.counts();
  const suspected = suspension.current();
  return {
    since: isoTime(sinceMs),
    counts: total,
    byIntegration: byIntegration.map(([integration, counts]) => ({ integration, ...counts })),
    errors,
    holds: guard.holds().map(viewHold),
    suspension: suspected && {
      since: isoTime(suspected.sinceMs),
      signs: suspected.signs,
      keys: suspected.keys.map(viewKey),
      workingKeys: suspected.workingKeys,
    },
    refusedKeys: suspension.refusedKeys().map(viewKey),
  };
}

function viewHold({ firstFailedAtMs, lastFailedAtMs, untilMs, ...hold }: GuardHold): z.input<typeof holdViewSchema> {
  return {
    ...hold,
    firstFailedAt: isoTime(firstFailedAtMs),
    lastFailedAt: isoTime(lastFailedAtMs),
    until: isoTime(untilMs),
  };
}

function viewKey(key: RefusedKey): z.input<typeof refusedKeyViewSchema> {
  const { lastSuccessAtMs, refusedSinceMs, lastRefusedAtMs, ...rest } = key;
  return {
    ...rest,
    lastSuccessAt: isoTime(lastSuccessAtMs),
    refusedSince: isoTime(refusedSinceMs),
    lastRefusedAt: isoTime(lastRefusedAtMs),
  };
}
