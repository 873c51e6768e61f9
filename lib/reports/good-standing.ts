import { createHash } from "node:crypto";
import { z } from "zod";
import { readRepeatSums } from "#lib/reports/read-control";
import type { AttemptArchive, ConductDay, ConductStore } from "#lib/store/report-store";
import type { AttemptReader } from "#lib/store/store";
import { readStats } from "#lib/traffic/read-stats";

/** How we behaved towards Kisi on one day, UTC. */
export const conductSchema = z.object({
  day: z.string(),
  attempts: z.int(),
  /** 4xx and 429. */
  bad: z.int(),
  /** Repetitions of a 4xx other than 429 by Ajar; there should be none. */
  repeatedClientErrors: z.int(),
  /** Repetitions by Ajar that had been told how long to wait, and those of them that waited in full. */
  waitsAsked: z.int(),
  waitsHonoured: z.int(),
});
export type Conduct = z.infer<typeof conductSchema>;

type Store = ConductStore & Pick<AttemptArchive, "readRepeats"> & Pick<AttemptReader, "readFigures">;

const dayMs = 86_400_000;
const daysAtOnce = 400;

/** The hash of a day: SHA-256 of the hash before (empty for the first day), a line feed, and the day as JSON. */
export function hashConduct(hashBefore: string, content: string): string {
  return createHash("sha256").update(`${hashBefore}\n${content}`).digest("hex");
}

/**
 * Adds every whole day that is not recorded yet, from the day after the last one on; with none recorded, from
 * `firstDayMs` on, where the record begins with the first day that has attempts. Returns how many. A day stays as it was recorded, whatever comes in late.
 */
export async function recordConduct(store: Store, firstDayMs: number, nowMs: number): Promise<number> {
  let added = 0;
  let nextMs = Math.floor(firstDayMs / dayMs) * dayMs;
  for (;;) {
    const last = await store.findLastConductDay();
    if (last) nextMs = Date.parse(last.day) + dayMs;
    if (nextMs + dayMs > nowMs) return added;
    const conduct = await readConduct(store, nextMs);
    if (!last && conduct.attempts === 0) {
      nextMs += dayMs;
      continue;
    }
    const content = JSON.stringify(conduct);
    const hash = hashConduct(last?.hash ?? "", content);
    if (!(await store.appendConductDay({ day: conduct.day, content, hash }))) return added;
    added += 1;
  }
}

/** All recorded days, oldest first, in batches. */
export async function* listConduct(
  store: Pick<ConductStore, "listConductDays">,
): AsyncGenerator<readonly ConductDay[]> {
  let after = "";
  for (;;) {
    const days = await store.listConductDays(after, daysAtOnce);
    if (days.length === 0) return;
    yield days;
    after = days.at(-1)?.day ?? "";
  }
}

/** The last recorded days, newest first. */
export async function readLastDays(store: ConductStore, count: number): Promise<readonly Conduct[]> {
  const last = await store.findLastConductDay();
  if (!last) return [];
  const after = new Date(Date.parse(last.day) - count * dayMs).toISOString().slice(0, 10);
  return (await store.listConductDays(after, count)).map(conductOf).reverse();
}

/** What a recorded day says. */
export function conductOf({ content }: Pick<ConductDay, "content">): Conduct {
  return conductSchema.parse(JSON.parse(content));
}

async function readConduct(store: Store, startMs: number): Promise<Conduct> {
  const range = { fromMs: startMs, toMs: startMs + dayMs };
  const [{ totals }, repeats] = await Promise.all([
    readStats(store, { range, filter: {}, by: "none", bucket: "auto", timeZone: "UTC" }),
    readRepeatSums(store, range),
  ]);
  return {
    day: new Date(startMs).toISOString().slice(0, 10),
    attempts: totals.attempts,
    bad: totals.bad,
    repeatedClientErrors: repeats.afterClientError,
    waitsAsked: repeats.asked,
    waitsHonoured: repeats.honoured,
  };
}
