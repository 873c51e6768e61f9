"use client";

import { useQueryStates } from "nuqs";
import { useMemo, useTransition } from "react";
import { Button } from "#components/ui/button";
import { Section } from "#components/ui/section";
import { Stat, StatRow } from "#components/ui/stat";
import { formatCount, formatDuration, formatNumber } from "#lib/format";
import type { LimitHistory } from "#lib/model/limit-history";
import { formatInstant, formatZone } from "#lib/time/format-time";
import { CrossingTable } from "./crossing-table";
import { type Judgement, judgeLimit } from "./judge-limit.ts";
import { LimitChart } from "./limit-chart";
import { LimitControls } from "./limit-controls";
import { type LimitSearch, limitSearch, type MadeUpLimit, madeUpLimitOf } from "./limit-search.ts";
import { limitWords, neverPassedFrom, verdictWords, wordsOfUse } from "./limit-words.ts";
import type { StartingPoint } from "./starting-points.ts";
import { windowUses } from "./window-uses.ts";

type LimitPanelProps = {
  history: LimitHistory;
  points: readonly StartingPoint[];
  timeZone: string;
  nowMs: number;
};

/** The slider and its answer, judged anew at every move from the history that the page came with. */
export function LimitPanel({ history, points, timeZone, nowMs }: LimitPanelProps) {
  const [pending, startTransition] = useTransition();
  const [search, setSearch] = useQueryStates(limitSearch, { history: "replace" });
  const limit = madeUpLimitOf(search);
  const { kind, window, appliesAbove, value } = limit;
  const uses = useMemo(
    () => windowUses(history, { seconds: window.seconds, kind, appliesAbove }),
    [history, window.seconds, kind, appliesAbove],
  );
  const judgement = useMemo(() => judgeLimit(uses, value), [uses, value]);
  const isShort = nowMs - (history[0]?.fromMs ?? nowMs) < window.seconds * 1_000;
  const words = { timeZone, nowMs };
  return (
    <>
      <Section title="If Kisi's limit were" note="Kisi publishes none. Nothing here changes what Ajar does.">
        <LimitControls
          limit={limit}
          counts={search.counts}
          points={points}
          pending={pending}
          onChange={setSearch}
          // Only the server knows the statuses behind the sums.
          onCounts={(counts) => setSearch({ counts }, { shallow: false, startTransition })}
        />
      </Section>
      <div role="status" className="grid max-w-[96ch] gap-1">
        <p className="text-base">{verdictWords(judgement, limit, words)}</p>
        {isShort ? (
          <p className="text-caution text-xs">
            The record is shorter than {window.words}: these windows hold what there is, and say too little.
          </p>
        ) : null}
      </div>
      <Answers judgement={judgement} limit={limit} {...words} onTry={(shown) => setSearch({ limit: shown })} />
      <Section
        flush
        title={`${kind === "rate" ? "Share of bad attempts" : "Bad attempts"} in the ${window.words} before`}
        note={`the highest of each stretch is drawn; times in ${formatZone(nowMs, timeZone)}`}
      >
        <LimitChart uses={uses} limit={limit} crossings={judgement.crossings} {...words} />
        <CrossingTable crossings={judgement.crossings} limit={limit} tz={search.tz} {...words} />
      </Section>
    </>
  );
}

type AnswersProps = {
  judgement: Judgement;
  limit: MadeUpLimit;
  timeZone: string;
  nowMs: number;
  onTry: (shown: NonNullable<LimitSearch["limit"]>) => void;
};

function Answers({ judgement, limit, timeZone, nowMs, onTry }: AnswersProps) {
  const { crossings, aboveMs, highest } = judgement;
  const { kind, window } = limit;
  const at = (ms: number) => formatInstant(ms, timeZone, { precision: "min", nowMs });
  const first = crossings[0];
  const safe = neverPassedFrom(kind, highest);
  return (
    <StatRow>
      <Stat
        label="First passed"
        value={first ? at(first.fromMs) : highest ? "never" : null}
        note={first ? `within the ${formatDuration(first.peak.stepMs)} before` : undefined}
      />
      <Stat
        label="Above the limit"
        value={highest ? (first ? formatDuration(aboveMs) : "at no time") : null}
        note={first ? `in ${formatCount(crossings.length, "stretch", "stretches")}` : undefined}
      />
      <Stat
        label="Highest use"
        value={highest ? wordsOfUse(kind, highest) : null}
        note={
          highest
            ? `${formatNumber(highest.bad)} of ${formatCount(highest.attempts, "attempt")}, ${at(highest.atMs)}`
            : undefined
        }
      />
      <Stat
        label="Smallest limit never passed"
        value={safe === null ? null : limitWords(kind, safe)}
        note={
          safe === null ? (
            `within ${window.words}`
          ) : (
            // Stays where it is once it was pressed, so that the keyboard does not lose its place.
            <Button
              variant="ghost"
              size="sm"
              className="-my-1.5 -ml-2 text-xs"
              aria-disabled={safe === limit.shown}
              onClick={() => onTry(safe)}
            >
              {safe === limit.shown ? "This is it" : "Try it"}
            </Button>
          )
        }
      />
    </StatRow>
  );
}
