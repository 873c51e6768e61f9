import Link from "next/link";
import { EmptyState } from "#components/ui/empty-state";
import { Section } from "#components/ui/section";
import { formatNumber } from "#lib/format";
import type { App } from "#lib/server/app";
import { formatWeekday } from "#lib/time/format-time";
import { serializeRangeSearch } from "#lib/time/range-search";
import { ConnectProgram } from "../../../connect-program";
import { Assumptions } from "./assumptions";
import { Coverage } from "./coverage";
import { DifferenceTable, differenceRows } from "./difference-table";
import { PolicyTable } from "./policy-table";
import { readReplay } from "./read-replay.ts";
import { type OwnPolicy, type ReplaySearch, replaySpans, serializeReplaySearch } from "./replay-search.ts";
import { replayWords } from "./replay-words.ts";

type ReplaySectionProps = {
  app: Pick<App, "store" | "clock">;
  search: ReplaySearch;
  own: OwnPolicy;
  view: { readonly timeZone: string; readonly nowMs: number };
};

const routesShown = 10;

/** Reads the traffic, replays it under each policy, and shows the chosen one by day and by route. */
export async function ReplaySection({ app, search, own, view }: ReplaySectionProps) {
  const { timeZone, nowMs } = view;
  const span = replaySpans.find(({ last }) => last === search.last) ?? replaySpans[1];
  const range = { fromMs: nowMs - span.ms, toMs: nowMs };
  const { store, clock } = app;
  const replay = await readReplay({ store, pause: () => clock.sleep(0) }, { range, own, timeZone });
  const { recorded, policies } = replay;
  const chosen = policies.find(({ id }) => id === search.policy) ?? policies[0];
  if (!chosen || recorded.totals.calls === 0) {
    return (
      <EmptyState
        className="rounded-lg border"
        title="No call to replay"
        actions={replay.attempts === 0 ? <ConnectProgram /> : null}
      >
        {replay.attempts === 0
          ? `No attempt is recorded in the last ${span.label}.`
          : "Every call on record began before this span."}
      </EmptyState>
    );
  }
  const routes = differenceRows(recorded.byRoute, chosen.run.byRoute)
    .toSorted((a, b) => Math.abs(b.after.bad - b.before.bad) - Math.abs(a.after.bad - a.before.bad))
    .filter(({ before, after }) => before.bad !== after.bad || before.recovered !== after.recovered)
    .slice(0, routesShown);
  const days = differenceRows(recorded.byDay, chosen.run.byDay).toSorted((a, b) => b.key - a.key);
  return (
    <>
      <p role="status" className="max-w-[96ch] text-base">
        {replayWords(chosen.name, chosen.run.totals, recorded.totals)}
      </p>
      <Coverage replay={replay} timeZone={timeZone} nowMs={nowMs} />
      <Section flush title="The same calls under other policies" note="open a policy to see it by day and by route">
        <PolicyTable
          recorded={recorded.totals}
          policies={policies}
          chosen={chosen.id}
          hrefOf={(policy) => serializeReplaySearch("/risk/what-if/retries", { ...search, policy })}
        />
      </Section>
      <p className="text-ink-2">
        What these calls do against Kisi's rules is told under{" "}
        <Link href={serializeRangeSearch("/risk/hygiene", { last: search.last, tz: search.tz })} className="link">
          Hygiene
        </Link>
        .
      </p>
      <Section flush title={`${chosen.name}, by day`} note="of the day in which a call began">
        <DifferenceTable
          label="Bad attempts by day"
          what="Day"
          rows={days.map((row) => ({ ...row, key: String(row.key), label: formatWeekday(row.key, timeZone) }))}
        />
      </Section>
      {routes.length > 0 ? (
        <Section flush title={`${chosen.name}, by route`} note={`the ${formatNumber(routes.length)} that change most`}>
          <DifferenceTable
            label="Bad attempts by route"
            what="Route"
            mono
            rows={routes.map((row) => ({ ...row, label: row.key }))}
          />
        </Section>
      ) : null}
      <Assumptions replayed={chosen.run.totals} />
    </>
  );
}
