import type { PayerOf } from "#lib/hygiene/payer";
import { createRetryLint, type LintFinding } from "#lib/hygiene/retry-lint";
import type { RecordedTraffic } from "#lib/risk/read-traffic";

/** Some 10 ms of work. */
const callsAtOnce = 5_000;

type LintOptions = {
  readonly payerOf: PayerOf;
  /** Lets others have their turn. */
  readonly pause: () => Promise<void>;
};

/** What the repeating in recorded traffic does wrong, gravest first. */
export async function lintTraffic(
  { calls }: Pick<RecordedTraffic, "calls">,
  { payerOf, pause }: LintOptions,
): Promise<readonly LintFinding[]> {
  const lint = createRetryLint(payerOf);
  for (let from = 0; from < calls.length; from += callsAtOnce) {
    if (from > 0) await pause();
    for (const call of calls.slice(from, from + callsAtOnce)) lint.add(call);
  }
  return lint.findings();
}
