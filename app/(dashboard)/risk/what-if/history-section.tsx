import { EmptyState } from "#components/ui/empty-state";
import { Notice } from "#components/ui/notice";
import { formatCount, formatDuration, formatNumber } from "#lib/format";
import type { LimitHistory } from "#lib/model/limit-history";
import { readLimitHistory } from "#lib/risk/read-limit-history";
import type { App } from "#lib/server/app";
import { formatInstant, formatRange } from "#lib/time/format-time";
import { ConnectProgram } from "../../connect-program";
import type { RangeView } from "../../range-view";
import { LimitPanel } from "./limit-panel";
import { countingChoices, type LimitSearch } from "./limit-search.ts";
import { recordingGaps } from "./recording-gaps.ts";
import { startingPoints } from "./starting-points.ts";

type HistorySectionProps = {
  app: Pick<App, "store" | "riskSettings">;
  search: LimitSearch;
  view: Pick<RangeView, "timeZone" | "nowMs">;
};

const gapMinMs = 3_600_000;

/** Reads the history, says how far it reaches, and lets limits be tried on it. */
export async function HistorySection({ app, search, view }: HistorySectionProps) {
  const { timeZone, nowMs } = view;
  const weighed = countingChoices.find(({ counts }) => counts === search.counts)?.weighed ?? "bad";
  const history = await readLimitHistory(app.store, { weighed, nowMs });
  if (history.length === 0) {
    return (
      <EmptyState className="rounded-lg border" title="Nothing to try a limit on" actions={<ConnectProgram />}>
        No attempt is recorded in the last 90 days. Once calls go through Ajar, their history appears here.
      </EmptyState>
    );
  }
  const points = startingPoints(search.tz, app.riskSettings.isReadable() ? app.riskSettings.read() : null);
  return (
    <>
      <LimitPanel history={history} points={points} timeZone={timeZone} nowMs={nowMs} />
      <Reach history={history} timeZone={timeZone} nowMs={nowMs} />
    </>
  );
}

type ReachProps = { history: LimitHistory; timeZone: string; nowMs: number };

/** What the record holds, where it is coarse, and where it is silent. */
function Reach({ history, timeZone, nowMs }: ReachProps) {
  const fromMs = history[0]?.fromMs ?? nowMs;
  const attempts = history.flatMap((stretch) => stretch.attempts).reduce((sum, count) => sum + count, 0);
  const bad = history.flatMap((stretch) => stretch.bad).reduce((sum, count) => sum + count, 0);
  const coarse = history.find(({ stepMs }) => stepMs >= gapMinMs);
  const finer = history.find(({ stepMs }) => stepMs < gapMinMs);
  const gaps = recordingGaps(history, gapMinMs);
  return (
    <Notice>
      <ul className="grid gap-1">
        <li>
          On record: {formatCount(attempts, "attempt")}, {formatNumber(bad)} of them bad,{" "}
          {formatRange({ fromMs, toMs: nowMs }, timeZone, nowMs)}. All credentials are taken together.
        </li>
        {coarse && finer ? (
          <li>
            Until {formatInstant(finer.fromMs, timeZone, { precision: "min", nowMs })} only hours are kept, and windows
            shorter than an hour are not judged; after it, five minutes are.
          </li>
        ) : null}
        {gaps ? (
          <li>
            In {formatCount(gaps.count, "stretch", "stretches")} of an hour or more, {formatDuration(gaps.totalMs)} in
            all, nothing was recorded; the longest was {formatRange(gaps.longest, timeZone, nowMs)}. If calls went to
            Kisi past Ajar meanwhile, they are missing here.
          </li>
        ) : null}
      </ul>
    </Notice>
  );
}
