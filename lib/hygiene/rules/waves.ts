import { formatDuration } from "#lib/format";
import { askedWaitOf, endOf, type LintRule, type RuleContext, toleranceMs } from "#lib/hygiene/lint-rule";
import type { RecordedCall } from "#lib/risk/replay-call";

type Repeat = { readonly failedAtMs: number; readonly waitMs: number; readonly call: RecordedCall };

const togetherMs = 250;
const crowdMin = 5;
const callsMin = 10;
/** One straggler in five does not break a wave. */
const alikeMin = 0.8;

/**
 * Finds retries without jitter: calls of one integration that failed together and come back together. Full jitter puts a
 * tenth of a crowd this near to each other, or fewer. What Retry-After asked for is left out: all were told the same.
 */
export function createWaves({ note }: RuleContext): LintRule {
  const byIntegration = new Map<string, Repeat[]>();
  return {
    addCall(call) {
      const { first, repeats } = call;
      for (const [index, after] of repeats.entries()) {
        const before = repeats[index - 1] ?? first;
        if (askedWaitOf(before) !== null && before.retryAfterMs !== null) continue;
        const failedAtMs = endOf(before);
        const key = first.integration ?? "";
        const known = byIntegration.get(key) ?? [];
        byIntegration.set(key, known);
        known.push({ failedAtMs, waitMs: Math.max(after.startedAtMs - failedAtMs, 0), call });
      }
    },
    finish() {
      for (const repeats of byIntegration.values()) {
        const crowds = crowdsOf(repeats);
        const waves = crowds.filter(isWave);
        const inWaves = waves.flat();
        if (inWaves.length < callsMin || inWaves.length * 2 <= crowds.flat().length) continue;
        for (const wave of waves) {
          for (const { call, waitMs } of wave) {
            note("waves", call, 1, `one of ${wave.length} that came back after ${formatDuration(waitMs)}`);
          }
        }
      }
    },
  };
}

/** Those that failed within a quarter of a second, where they are five or more. */
function crowdsOf(repeats: readonly Repeat[]): Repeat[][] {
  const crowds: Repeat[][] = [];
  let crowd: Repeat[] = [];
  for (const repeat of repeats.toSorted((a, b) => a.failedAtMs - b.failedAtMs)) {
    if (crowd[0] && repeat.failedAtMs - crowd[0].failedAtMs > togetherMs) {
      crowds.push(crowd);
      crowd = [];
    }
    crowd.push(repeat);
  }
  return [...crowds, crowd].filter(({ length }) => length >= crowdMin);
}

function isWave(crowd: readonly Repeat[]): boolean {
  const waits = crowd.map(({ waitMs }) => waitMs).sort((a, b) => a - b);
  const middle = waits[waits.length >> 1] ?? 0;
  const spanMs = Math.max(toleranceMs, middle / 10) / 2;
  const alike = waits.filter((waitMs) => Math.abs(waitMs - middle) <= spanMs);
  return alike.length >= alikeMin * waits.length;
}
