import type { Clock } from "#lib/time/clock";

/** What can end a call from outside: its time is up, or its caller leaves. Whichever comes first, once. */
export type EndedBy = "deadline" | "caller";

export type Deadline = {
  /** Aborts when the call is ended from outside (with the caller's reason, if it was the caller). */
  readonly signal: AbortSignal;
  readonly endedBy: () => EndedBy | null;
  readonly remainingMs: () => number;
  /** Latest moment of the call, on the clock's `elapsed`. */
  readonly atMs: number;
  /** The call is over: stops the timer and lets go of the caller's signal. */
  readonly release: () => void;
};

/** Watches over one call: its time, and whether its caller is still there. */
export function createDeadline(
  clock: Clock,
  deadlineMs: number,
  caller: AbortSignal | undefined,
  onEnd: () => void,
): Deadline {
  const controller = new AbortController();
  const atMs = clock.elapsed() + deadlineMs;
  let endedBy: EndedBy | null = null;
  const end = (by: EndedBy, reason: unknown) => {
    if (endedBy) return;
    endedBy = by;
    controller.abort(reason);
    onEnd();
  };
  const onCallerLeft = () => end("caller", caller?.reason);
  caller?.addEventListener("abort", onCallerLeft, { once: true });
  const cancel = clock.after(deadlineMs, () => end("deadline", "deadline"));
  return {
    signal: controller.signal,
    endedBy: () => endedBy,
    remainingMs: () => Math.max(0, atMs - clock.elapsed()),
    atMs,
    release: () => {
      caller?.removeEventListener("abort", onCallerLeft);
      cancel();
    },
  };
}
