import type { CallMember, CallTotals } from "#lib/model/ingest";
import type { Outcome } from "#lib/model/outcome";

/** An attempt of some call, stored or just come; `T` is whatever came. */
export type Member<T> = {
  readonly stored: CallMember | null;
  readonly arrived: T | null;
  readonly startedAtMs: number;
  /** Orders attempts that are counted at one moment. */
  readonly toldStartedAtMs: number;
  readonly latencyMs: number;
  readonly outcome: Outcome;
  /** Its number as stored or told; null leaves it to the order of time. */
  readonly attempt: number | null;
  /** Whether the sender said that it is the last one; null if it said nothing. */
  readonly final: boolean | null;
};

export type NumberedMember<T> = {
  readonly member: Member<T>;
  readonly attempt: number;
  /** From the end of the attempt before it; 0 if that one is not known. */
  readonly waitedMs: number;
  /** The call's totals on its last attempt, else null. */
  readonly call: CallTotals | null;
};

export type GroupedCall<T> = {
  readonly attempts: readonly NumberedMember<T>[];
  /** Those whose number was taken. */
  readonly duplicates: readonly Member<T>[];
};

/** A stored attempt as a member of its call. */
export function memberOfStored<T>(stored: CallMember): Member<T> {
  const { startedAtMs, latencyMs, outcome, attempt, final } = stored;
  return { stored, arrived: null, startedAtMs, toldStartedAtMs: startedAtMs, latencyMs, outcome, attempt, final };
}

/** Earlier first. */
export function byStart<T>(a: Member<T>, b: Member<T>): number {
  return a.startedAtMs - b.startedAtMs || a.toldStartedAtMs - b.toldStartedAtMs;
}

/**
 * Puts the attempts of one call, in whatever order they came, into a row: told numbers stand, the others follow what
 * began before them. The last one carries the totals, unless its sender said that more will follow. The totals count
 * up to the highest number, and the call lasts from its first start to its last end, but no less than its attempts.
 */
export function groupCall<T>(members: readonly Member<T>[]): GroupedCall<T> {
  const { numbers, duplicates } = numberMembers(members);
  const row = [...numbers].sort(([a], [b]) => a - b);
  const [lastNumber, last] = row.at(-1) ?? [0, null];
  const totals = last === null || last.final === false ? null : totalsOf([...numbers.values()], lastNumber);
  const attempts = row.map(([attempt, member]) => ({
    member,
    attempt,
    waitedMs: waitedAfter(numbers.get(attempt - 1), member),
    call: member === last ? totals : null,
  }));
  return { attempts, duplicates };
}

function numberMembers<T>(members: readonly Member<T>[]) {
  const numbers = new Map<number, Member<T>>();
  const duplicates: Member<T>[] = [];
  const numbered = members.filter(({ attempt }) => attempt !== null);
  // What is stored keeps its number against what comes.
  for (const member of [...numbered.filter(({ stored }) => stored), ...numbered.filter(({ stored }) => !stored)]) {
    const number = member.attempt ?? 1;
    if (numbers.has(number)) duplicates.push(member);
    else numbers.set(number, member);
  }
  for (const member of members.filter(({ attempt }) => attempt === null).sort(byStart)) insert(numbers, member);
  return { numbers, duplicates };
}

/** Behind what began before it; what stands there already moves on by one. */
function insert<T>(numbers: Map<number, Member<T>>, member: Member<T>): void {
  let number = 1;
  for (const [taken, other] of numbers) if (byStart(other, member) <= 0) number = Math.max(number, taken + 1);
  let moving: Member<T> | undefined = member;
  while (moving) {
    const displaced = numbers.get(number);
    numbers.set(number++, moving);
    moving = displaced;
  }
}

function totalsOf<T>(members: readonly Member<T>[], attempts: number): CallTotals {
  const startedAtMs = Math.min(...members.map((member) => member.startedAtMs));
  // Relative to the start: an epoch time with fractions of a millisecond would lose some of them.
  const lastedMs = Math.max(...members.map((member) => member.startedAtMs - startedAtMs + member.latencyMs));
  const busyMs = members.reduce((sum, { latencyMs }) => sum + latencyMs, 0);
  return { startedAtMs, attempts, latencyMs: Math.max(lastedMs, busyMs), heldBackMs: 0, stopReason: null };
}

function waitedAfter<T>(before: Member<T> | undefined, member: Member<T>): number {
  return before ? Math.max(0, member.startedAtMs - before.startedAtMs - before.latencyMs) : 0;
}
