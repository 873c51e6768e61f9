import { Section } from "#components/ui/section";
import { formatCount, formatNumber } from "#lib/format";
import type { ReplayTally } from "#lib/risk/replay-tally";

/** On what a replay rests, and how much of this one. */
export function Assumptions({ replayed }: { replayed: ReplayTally }) {
  const invented = replayed.found + replayed.assumed;
  return (
    <Section title="What this rests on">
      <ul className="grid max-w-[96ch] list-disc gap-1.5 pl-4 text-ink-2">
        <li>
          An outcome depends on its time, and on method, route and credential. Attempts that are on record are answered
          as they were, whenever the policy would have made them.
        </li>
        <li>A 4xx but 429 is Kisi's answer to the request itself: sent again, it gets the same answer.</li>
        <li>
          Any other attempt that the record lacks is answered as the nearest one with the same method, route and
          credential, a minute off at most; without one, as the attempt before it.{" "}
          {invented === 0
            ? "Here none was needed."
            : `Here ${formatCount(invented, "answer")} of ${formatNumber(replayed.attempts)} are not on record: ${formatNumber(replayed.found)} were found so, ${formatNumber(replayed.assumed)} are repeated.`}
        </li>
        <li>
          Random waits count with their mean. That more attempts can themselves bring more 429 is not reckoned with.
        </li>
        <li>
          A repeat that your own code sent as a new call is a call of its own here, and calls that were never sent are
          left out. Of Ajar's own policy the breaker, the pacer and the wishes of each caller are left out, which is why
          it may differ from what Ajar itself recorded.
        </li>
      </ul>
    </Section>
  );
}
