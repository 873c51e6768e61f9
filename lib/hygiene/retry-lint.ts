import { createErrorLoops } from "#lib/hygiene/error-loops";
import { createFlatWaits } from "#lib/hygiene/flat-waits";
import type { PayerOf } from "#lib/hygiene/payer";
import { createToldWaits } from "#lib/hygiene/told-waits";
import type { SentAttempt } from "#lib/model/attempt";
import type { RecordedCall } from "#lib/risk/replay-call";

/** What repeating can do wrong, gravest first. */
export const lintKinds = [
  "door_repeated",
  "client_error_retried",
  "error_loop",
  "retry_after_cut_short",
  "sent_while_told_to_wait",
  "write_repeated",
  "flat_waits",
] as const;
export type LintKind = (typeof lintKinds)[number];

/** One thing that the calls of one integration do wrong. */
export type LintFinding = {
  readonly kind: LintKind;
  /** Null for calls of no integration. */
  readonly integration: string | null;
  readonly calls: number;
  /** Attempts that should not have been made, or not yet. */
  readonly attempts: number;
  /** Kisi users that they were made as; a key that is joined to none counts as one. */
  readonly users: number;
  /** Newest first, a few. */
  readonly examples: readonly string[];
};

/** Looks at calls, which are to be added oldest first. */
export type RetryLint = {
  readonly add: (call: RecordedCall) => void;
  readonly findings: () => readonly LintFinding[];
};

/** A lint without findings. Rules: Kisi's ("never retry a 4xx but 429, back off") and those of `lib/outbound/README.md`. */
export function createRetryLint(payerOf: PayerOf): RetryLint {
  const notes = createNotes(payerOf);
  const loops = createErrorLoops(payerOf);
  const toldWaits = createToldWaits(payerOf);
  const flatWaits = createFlatWaits();
  return {
    add(call) {
      const { repeats, doorAction } = call;
      const pairs = pairsOf(call);
      notes.take("door_repeated", call, doorAction ? repeats.length : 0);
      notes.take("client_error_retried", call, pairs.filter(({ before }) => before.outcome === "client_error").length);
      notes.take("retry_after_cut_short", call, pairs.filter(cameBeforeItsTime).length);
      notes.take("write_repeated", call, doorAction ? 0 : pairs.filter(mayHaveWrittenTwice).length);
      notes.take("sent_while_told_to_wait", call, toldWaits.breachesOf(call));
      for (const looping of loops.add(call)) notes.take("error_loop", looping, 1);
      flatWaits.add(call);
    },
    findings() {
      for (const flat of flatWaits.takeFound()) notes.take("flat_waits", flat, flat.repeats.length);
      return notes.findings();
    },
  };
}

type Pair = { readonly before: SentAttempt; readonly after: SentAttempt; readonly waitedMs: number };

/** Each attempt with the one that repeated it. */
function pairsOf({ first, repeats }: RecordedCall): readonly Pair[] {
  return repeats.map((after, index) => {
    const before = repeats[index - 1] ?? first;
    return { before, after, waitedMs: after.startedAtMs - before.startedAtMs - before.latencyMs };
  });
}

/** Clocks of telemetry from elsewhere are rounded. */
const toleranceMs = 50;

function cameBeforeItsTime({ before, waitedMs }: Pair): boolean {
  return before.retryAfterMs !== null && waitedMs < before.retryAfterMs - toleranceMs;
}

const unsent = ["refused", "dns", "tls", "connect_timeout"];

/** Kisi has no idempotency key: a POST that may have been carried out is carried out again. */
function mayHaveWrittenTwice({ before }: Pair): boolean {
  if (before.method !== "POST" && before.method !== "PATCH") return false;
  if (before.outcome === "server_error") return true;
  return before.outcome === "network_error" && !unsent.includes(before.networkError ?? "other");
}

const examplesMax = 3;

function createNotes(payerOf: PayerOf) {
  type Note = { kind: LintKind; integration: string | null; calls: number; attempts: number } & {
    readonly payers: Set<string>;
    readonly examples: string[];
  };
  const notes = new Map<string, Note>();

  function noteOf(kind: LintKind, integration: string | null): Note {
    const key = `${kind} ${integration ?? ""}`;
    const known = notes.get(key);
    if (known) return known;
    const note = { kind, integration, calls: 0, attempts: 0, payers: new Set<string>(), examples: [] };
    notes.set(key, note);
    return note;
  }

  return {
    take(kind: LintKind, { first }: RecordedCall, attempts: number): void {
      if (attempts === 0) return;
      const note = noteOf(kind, first.integration);
      note.calls += 1;
      note.attempts += attempts;
      note.payers.add(payerOf(first));
      note.examples.unshift(first.callId);
      note.examples.length = Math.min(note.examples.length, examplesMax);
    },
    findings: (): readonly LintFinding[] =>
      [...notes.values()]
        .map(({ payers, ...note }) => ({ ...note, users: payers.size }))
        .sort((a, b) => lintKinds.indexOf(a.kind) - lintKinds.indexOf(b.kind) || b.attempts - a.attempts),
  };
}
