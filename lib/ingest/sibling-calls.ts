import { byStart, type Member } from "#lib/ingest/grouping";

/** A retry that comes later than this after the attempt before it is taken for a call of its own. */
const retryGapMsMax = 600_000;
/** Starts are kept in whole milliseconds, ends are not. */
const roundingMs = 1;
/** So many calls may be open side by side; more of one request below one span cannot be told apart anyway. */
const callsLookedAtMax = 50;

type OpenCall<T> = { readonly members: Member<T>[]; number: number };

/**
 * Parts the attempts at one request below one span of a trace into calls. An attempt continues a call if it began
 * after the call's last attempt had ended, and either its sender counted it as a resend, or that last attempt had
 * failed: whoever asks the same again after a failure is retrying, whether the instrumentation counts it or not.
 * Attempts of one call come in order and with their numbers set.
 */
export function partSiblings<T>(members: readonly Member<T>[]): Member<T>[][] {
  const calls: OpenCall<T>[] = [];
  for (const member of [...members].sort(byStart)) {
    const told = member.attempt;
    const continued = findContinued(calls, member, told);
    if (continued) {
      continued.number = Math.max(continued.number + 1, told ?? 1);
      continued.members.push({ ...member, attempt: continued.number });
    } else calls.push({ members: [{ ...member, attempt: told ?? 1 }], number: told ?? 1 });
  }
  return calls.map((call) => call.members);
}

function findContinued<T>(calls: readonly OpenCall<T>[], member: Member<T>, told: number | null) {
  let best: OpenCall<T> | null = null;
  for (const call of calls.slice(-callsLookedAtMax)) {
    const last = call.members.at(-1);
    if (!last) continue;
    const gapMs = member.startedAtMs - endOf(last);
    if (gapMs < -roundingMs || gapMs > retryGapMsMax) continue;
    if (!hasFailed(last) && (told === null || told <= call.number)) continue;
    if (!best || isBetter(last, best.members.at(-1))) best = call;
  }
  return best;
}

/** A failed attempt is retried sooner than one that succeeded, a late one sooner than an early one. */
function isBetter<T>(last: Member<T>, other: Member<T> | undefined): boolean {
  if (!other || hasFailed(last) !== hasFailed(other)) return hasFailed(last);
  return endOf(last) >= endOf(other);
}

function hasFailed<T>({ outcome }: Member<T>): boolean {
  return outcome !== "success" && outcome !== "redirect";
}

function endOf<T>({ startedAtMs, latencyMs }: Member<T>): number {
  return startedAtMs + latencyMs;
}
