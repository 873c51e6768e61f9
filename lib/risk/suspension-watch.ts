import { z } from "zod";
import type { RecordedAttempt } from "#lib/model/attempt";
import type { RefusedKey, Suspension, SuspensionSign } from "#lib/model/suspension";
import { addAttempt, evidenceOf, isNews, isShutOut, type KeyHistory, keyHistorySchema } from "#lib/risk/key-history";

export const suspensionStateSchema = z.array(keyHistorySchema).readonly();
/** What is known of each key, the one met last at the end. */
export type SuspensionState = Readonly<z.infer<typeof suspensionStateSchema>>;

export type SuspensionWatch = {
  /** Takes a stored attempt in; true if `state` has changed enough to be stored. */
  readonly note: (attempt: RecordedAttempt, nowMs: number) => boolean;
  /** The suspicion as of the last attempt; null for none. */
  readonly current: () => Suspension | null;
  /** Keys that worked and are refused now without a suspicion: revoked, or their owner lost a right. */
  readonly refusedKeys: () => readonly RefusedKey[];
  readonly state: () => SuspensionState;
};

const keysMax = 200;
/** What is imported of the past says nothing of now. */
const ageMaxMs = 600_000;
/** Keys that are shut out within so long of each other were shut out together. */
const togetherWithinMs = 3_600_000;

/**
 * Makes the detector of a suspension: a state machine over attempts, whoever made them. Kisi documents neither status
 * nor body of a suspended API, so that it goes by what a suspension must look like: keys that worked are answered 401
 * or 403 on every route. One key alone with 401 is a revoked key. It is a suspicion if several keys are shut out
 * within an hour, or the only one in use with 403, or if Kisi's words say so; it ends with the first success of one of
 * them.
 */
export function createSuspensionWatch(former: SuspensionState | null): SuspensionWatch {
  const keys = new Map<string, KeyHistory>((former ?? []).map((history) => [history.credential, history]));
  let current = judge([...keys.values()]);
  return {
    note(attempt, nowMs) {
      const { credential, startedAtMs, attempt: number } = attempt;
      if (credential === null || number === 0 || nowMs - startedAtMs > ageMaxMs) return false;
      const before = keys.get(credential);
      const after = addAttempt(before, attempt, credential);
      if (after === before) return false;
      keys.delete(credential);
      keys.set(credential, after);
      forgetOldest(keys);
      if (!before?.refused && !after.refused && current === null) return isNews(before, after);
      // One key that is let in again tells that the suspension is over, for the others, too.
      if (after.refused === null && current?.keys.some((key) => key.credential === credential)) forgive(keys, current);
      current = judge([...keys.values()]);
      return isNews(before, after);
    },
    current: () => current,
    refusedKeys: () => {
      const suspected = new Set(current?.keys.map(({ credential }) => credential));
      return evidence([...keys.values()].filter((key) => isShutOut(key) && !suspected.has(key.credential)));
    },
    state: () => [...keys.values()],
  };
}

function judge(keys: readonly KeyHistory[]): Suspension | null {
  const shutOut = evidence(keys.filter(isShutOut));
  const newestMs = Math.max(...shutOut.map(({ refusedSinceMs }) => refusedSinceMs));
  const together = shutOut.filter(({ refusedSinceMs }) => newestMs - refusedSinceMs <= togetherWithinMs);
  if (together.length === 0) return null;
  const sinceMs = Math.min(...together.map(({ refusedSinceMs }) => refusedSinceMs));
  const workingKeys = keys.filter(({ workedAtMs, refused }) => refused === null && (workedAtMs ?? 0) >= sinceMs).length;
  const signs: SuspensionSign[] = [];
  if (together.length > 1) signs.push("several_keys");
  if (workingKeys === 0 && together.some(({ statuses }) => statuses.includes(403))) signs.push("forbidden");
  if (together.some(({ errorMessage }) => /\bsuspen(d|s)/i.test(errorMessage ?? ""))) signs.push("kisi_says_so");
  return signs.length === 0 ? null : { sinceMs, signs, keys: together, workingKeys };
}

function evidence(keys: readonly KeyHistory[]): RefusedKey[] {
  const found = keys.map(evidenceOf).filter((key) => key !== null);
  return found.toSorted((a, b) => a.refusedSinceMs - b.refusedSinceMs);
}

function forgive(keys: Map<string, KeyHistory>, { keys: suspected }: Suspension): void {
  for (const { credential } of suspected) {
    const history = keys.get(credential);
    if (history) keys.set(credential, { ...history, refused: null });
  }
}

function forgetOldest(keys: Map<string, KeyHistory>): void {
  const [oldest] = keys.keys();
  if (oldest !== undefined && keys.size > keysMax) keys.delete(oldest);
}
