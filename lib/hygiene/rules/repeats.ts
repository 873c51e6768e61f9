import { formatDuration } from "#lib/format";
import { askedWaitOf, endOf, type LintRule, type RuleContext, toleranceMs } from "#lib/hygiene/lint-rule";
import type { SentAttempt } from "#lib/model/attempt";
import type { RecordedCall } from "#lib/risk/replay-call";

/** Each attempt with the one that repeated it. */
type Pair = { readonly before: SentAttempt; readonly after: SentAttempt };

/** What the attempts of one call do wrong: Kisi's rules, and those of `lib/outbound/README.md`. */
export function createRepeats({ note }: RuleContext): LintRule {
  return {
    addCall(call) {
      const { repeats, doorAction } = call;
      if (repeats.length === 0) return;
      const pairs = pairsOf(call);
      const count = (fits: (pair: Pair) => boolean) => pairs.filter(fits).length;
      const take = (rule: Parameters<typeof note>[0], attempts: number, why: string) => {
        if (attempts > 0) note(rule, call, attempts, why);
      };
      const answers = answersOf(call);
      take("door_repeated", doorAction ? repeats.length : 0, answers);
      take(
        "client_error_retried",
        count(({ before }) => before.outcome === "client_error"),
        answers,
      );
      const early = pairs.filter(cameBeforeItsTime);
      take("retry_after_cut_short", early.length, early.map(earlyWords)[0] ?? "");
      take("write_repeated", doorAction ? 0 : count(mayHaveWrittenTwice), answers);
    },
  };
}

function pairsOf({ first, repeats }: RecordedCall): readonly Pair[] {
  return repeats.map((after, index) => ({ before: repeats[index - 1] ?? first, after }));
}

/** `503 → no answer → 200` */
function answersOf({ first, repeats }: RecordedCall): string {
  return [first, ...repeats].map(({ status }) => status ?? "no answer").join(" → ");
}

function waitOf({ before, after }: Pair): number {
  return Math.max(after.startedAtMs - endOf(before), 0);
}

function cameBeforeItsTime(pair: Pair): boolean {
  const askedMs = askedWaitOf(pair.before);
  return askedMs !== null && waitOf(pair) < askedMs - toleranceMs;
}

function earlyWords(pair: Pair): string {
  const { outcome, retryAfterMs, status } = pair.before;
  const asked = retryAfterMs === null ? `a second after a ${status}` : formatDuration(retryAfterMs);
  return `${outcome === "rate_limited" ? "429" : (status ?? "no answer")}, then ${formatDuration(waitOf(pair))} instead of ${asked}`;
}

const unsent = ["refused", "dns", "tls", "connect_timeout"];

/** Kisi has no idempotency key: a POST that may have been carried out is carried out again. */
function mayHaveWrittenTwice({ before }: Pair): boolean {
  if (before.method !== "POST" && before.method !== "PATCH") return false;
  if (before.outcome === "server_error") return true;
  return before.outcome === "network_error" && !unsent.includes(before.networkError ?? "other");
}
