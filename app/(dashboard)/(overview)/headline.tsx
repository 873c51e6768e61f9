import { Sparkline } from "#components/charts/sparkline";
import { Stat, StatRow } from "#components/ui/stat";
import {
  durationQuantity,
  fewSamples,
  formatCount,
  formatDuration,
  formatNumber,
  formatRate,
  rateQuantity,
} from "#lib/format";
import { countChange, rateChange } from "./changes";
import type { Overview } from "./read-overview";

/** The figures of the range: number, unit, n, change against the span before, shape. */
export function Headline({ totals, before, points }: Overview) {
  const { attempts, calls, retries, bad, blocked, failures, latencyMs } = totals;
  const few = attempts > 0 && attempts < fewSamples;
  const rate = rateQuantity(failures, attempts);
  const p95 = latencyMs.p95 === null ? null : durationQuantity(latencyMs.p95);
  return (
    <StatRow>
      <Stat
        label="Failure rate"
        value={rate?.value ?? null}
        unit={rate?.unit}
        note={`${formatNumber(failures)} of ${formatCount(attempts, "attempt")}`}
        change={rateChange(totals, before)}
        few={few}
        spark={<Sparkline values={points.map(({ failurePercent }) => failurePercent)} />}
      />
      <Stat
        label="Bad attempts"
        value={formatNumber(bad)}
        note={`4xx and 429, ${formatRate(bad, attempts)}`}
        change={countChange(bad, before?.bad)}
      />
      <Stat
        label="Attempts"
        value={formatNumber(attempts)}
        note={`in ${formatCount(calls, "call")}`}
        change={countChange(attempts, before?.attempts)}
        spark={<Sparkline values={points.map((point) => point.attempts)} />}
      />
      <Stat
        label="Retries"
        value={formatNumber(retries)}
        note={`${formatRate(retries, attempts)} of attempts`}
        change={countChange(retries, before?.retries)}
      />
      <Stat
        label="Latency, p95"
        value={p95?.value ?? null}
        unit={p95?.unit}
        note={`p50 ${formatDuration(latencyMs.p50)}, p99 ${formatDuration(latencyMs.p99)}, ${latencyMs.exact ? "exact" : "within 2\u00a0%"}`}
        few={few}
        spark={<Sparkline values={points.map(({ p95Ms }) => p95Ms)} />}
      />
      {blocked > 0 ? <Stat label="Blocked" value={formatNumber(blocked)} note="never sent" /> : null}
    </StatRow>
  );
}
