import { Notice } from "#components/ui/notice";
import { formatCount, formatNumber } from "#lib/format";
import { formatRange } from "#lib/time/format-time";
import { type Replay, replayAttemptsMax } from "./read-replay.ts";

type CoverageProps = { replay: Replay; timeZone: string; nowMs: number };

const hourMs = 3_600_000;

/** What was replayed, and why it may be less than the span. */
export function Coverage({ replay, timeZone, nowMs }: CoverageProps) {
  const { range, isWhole, oldestAtMs, attempts, cutCalls, recorded } = replay;
  const { calls, bad } = recorded.totals;
  const fromMs = oldestAtMs ?? range.fromMs;
  return (
    <Notice>
      {formatCount(attempts, "attempt")} in {formatCount(calls, "call")}, {formatNumber(bad)} of them bad,{" "}
      {formatRange({ fromMs, toMs: range.toMs }, timeZone, nowMs)}.{" "}
      {isWhole ? null : `The span holds more: the newest ${formatNumber(replayAttemptsMax)} attempts are replayed. `}
      {isWhole && fromMs - range.fromMs > hourMs
        ? "No single attempt of the span is on record before: nothing was sent, or retention has left only sums. "
        : null}
      {cutCalls > 0 ? `${formatCount(cutCalls, "call")} without a first attempt here are left out.` : null}
    </Notice>
  );
}
