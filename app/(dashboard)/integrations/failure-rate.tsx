import { fewSamples, formatNumber, formatRate } from "#lib/format";
import type { KeyFigures } from "#lib/traffic/read-key-figures";

/** A rate with its part, and a word where there is too little to lean on. */
export function FailureRate({ failures, attempts }: Pick<KeyFigures, "failures" | "attempts">) {
  if (attempts === 0) return <span className="text-ink-3">–</span>;
  return (
    <span title={`${formatNumber(failures)} of ${formatNumber(attempts)}`}>
      {formatRate(failures, attempts)}
      {attempts < fewSamples ? <span className="text-caution"> few</span> : null}
    </span>
  );
}
