import { Notice } from "#components/ui/notice";
import { formatCount, formatNumber } from "#lib/format";
import { type Hygiene, lintedAttemptsMax } from "#lib/hygiene/read-hygiene";
import { formatRange } from "#lib/time/format-time";

type CoverageProps = { hygiene: Hygiene; timeZone: string; nowMs: number };

/** What was looked at, and what cannot be said of it. */
export function Coverage({ hygiene, timeZone, nowMs }: CoverageProps) {
  const { range, isWhole, oldestAtMs, attempts, calls, cutCalls, callsOfUnknownUsers, callsOfUnknownHeaders } = hygiene;
  const covered = { fromMs: oldestAtMs ?? range.fromMs, toMs: range.toMs };
  return (
    <Notice>
      {formatCount(attempts, "attempt")} in {formatCount(calls, "call")}, {formatRange(covered, timeZone, nowMs)}.{" "}
      {isWhole ? null : `The span holds more: the newest ${formatNumber(lintedAttemptsMax)} attempts are looked at. `}
      {cutCalls > 0 ? `${formatCount(cutCalls, "call")} without a first attempt here are left out. ` : null}
      {callsOfUnknownUsers > 0
        ? `Of ${formatCount(callsOfUnknownUsers, "call")} nobody told the key: the rules that go by Kisi user leave them out. `
        : null}
      {callsOfUnknownHeaders > 0
        ? `Of ${formatCount(callsOfUnknownHeaders, "call")} that others told, or that were recorded before, it is not known which partner headers they carried.`
        : null}
    </Notice>
  );
}
