import type { Mute, Problem, ProblemState, Standing } from "#lib/model/problem";
import type { UsualRate } from "#lib/problems/escalation";

const hourMs = 3_600_000;

/** How long a problem is new, and how long the return of one is news. */
export const newForMs = 24 * hourMs;
export const regressedForMs = 7 * 24 * hourMs;

/** How a person wants a mute to end; without any it does not. */
export type MuteUntil = { readonly atMs: number } | { readonly count: number } | { readonly escalates: true };

export type ProblemAction =
  /** With `inNextDeploy`, failures before the next deploy do not bring it back. */
  | { readonly action: "resolve"; readonly inNextDeploy?: boolean | undefined }
  | { readonly action: "mute"; readonly muteUntil?: MuteUntil | undefined }
  | { readonly action: "reopen" };

/** Where a problem stands after what a person did. */
export function standingBy(action: ProblemAction, problem: Problem, nowMs: number): Standing {
  switch (action.action) {
    case "resolve":
      return resolvedAt(problem, nowMs, action.inNextDeploy ? null : nowMs);
    case "mute":
      return { ...standingOf(problem), state: "muted", mute: muteOf(action.muteUntil, problem), regressAfterMs: null };
    case "reopen":
      return opened(problem, nowMs);
  }
}

/** What is known of a problem's last hour; the usual rate is null where nobody needs it. */
export type LastHour = { readonly attempts: number; readonly rate: UsualRate | null };

/**
 * What time makes of a problem, a minute after the other; null for what it is. A new one is ongoing after a day, one
 * that came back after a week; what was quiet for `quietMs` is resolved; mutes end; and an ongoing or muted one
 * escalates with an hour far above its own usual, until it calms, or until the new rate has become its usual one.
 */
export function standingAfterTime(
  problem: Problem,
  lastHour: LastHour,
  { nowMs, quietMs }: { readonly nowMs: number; readonly quietMs: number },
): Standing | null {
  const { state, lastSeenAtMs, resolvedAtMs } = problem;
  const escalates = lastHour.rate !== null && lastHour.attempts >= lastHour.rate.escalatesFrom;
  if (state === "resolved") return null;
  if (state === "muted") return afterMute(problem, escalates, nowMs);
  // One that was reopened has another while.
  if (nowMs - Math.max(lastSeenAtMs, resolvedAtMs ?? 0) >= quietMs) return resolvedAt(problem, nowMs, nowMs);
  if (state === "escalating") {
    const calm = lastHour.attempts < (lastHour.rate?.calmBelow ?? 1);
    return calm ? opened({ ...problem, escalatingSinceMs: null }, nowMs) : null;
  }
  if (state === "ongoing" && escalates) return escalated(problem, nowMs);
  return openStateOf(problem, nowMs) === state ? null : opened(problem, nowMs);
}

function afterMute(problem: Problem, escalates: boolean, nowMs: number): Standing | null {
  const { mute } = problem;
  if (mute?.kind === "until" && nowMs >= mute.atMs) return opened(problem, nowMs);
  return mute?.kind === "escalates" && escalates ? escalated(problem, nowMs) : null;
}

/** True if the usual rate of a problem can change what time makes of it. */
export function needsUsualRate({ state, mute }: Pick<Problem, "state" | "mute">): boolean {
  return state === "ongoing" || state === "escalating" || mute?.kind === "escalates";
}

/** The standing alone. */
export function standingOf(problem: Problem): Standing {
  const { state, mute, resolvedAtMs, regressAfterMs, regressedAtMs, escalatingSinceMs } = problem;
  return { state, mute, resolvedAtMs, regressAfterMs, regressedAtMs, escalatingSinceMs };
}

function openStateOf(problem: Problem, nowMs: number): ProblemState {
  const { firstSeenAtMs, regressedAtMs, escalatingSinceMs } = problem;
  if (escalatingSinceMs !== null) return "escalating";
  if (regressedAtMs !== null && nowMs - regressedAtMs < regressedForMs) return "regressed";
  return nowMs - firstSeenAtMs < newForMs ? "new" : "ongoing";
}

function opened(problem: Problem, nowMs: number): Standing {
  return { ...standingOf(problem), state: openStateOf(problem, nowMs), mute: null, regressAfterMs: null };
}

function escalated(problem: Problem, nowMs: number): Standing {
  return { ...standingOf(problem), state: "escalating", mute: null, escalatingSinceMs: nowMs };
}

function resolvedAt(problem: Problem, nowMs: number, regressAfterMs: number | null): Standing {
  return { ...standingOf(problem), state: "resolved", mute: null, resolvedAtMs: nowMs, regressAfterMs };
}

function muteOf(until: MuteUntil | undefined, { attempts }: Problem): Mute {
  if (until === undefined) return { kind: "forever" };
  if ("atMs" in until) return { kind: "until", atMs: until.atMs };
  return "count" in until ? { kind: "count", attempts: attempts + until.count } : { kind: "escalates" };
}
