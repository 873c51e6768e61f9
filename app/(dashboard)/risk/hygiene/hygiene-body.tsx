import { EmptyState } from "#components/ui/empty-state";
import { readHygiene } from "#lib/hygiene/read-hygiene";
import { createUserOf } from "#lib/hygiene/user-of";
import type { App } from "#lib/server/app";
import { ConnectProgram } from "../../connect-program";
import { CalendarSection } from "./calendar-section";
import { CleanSection } from "./clean-section";
import { Coverage } from "./coverage";
import { FindingsSection } from "./findings-section";
import { type HygieneSearch, hygieneSpans, serializeHygieneSearch } from "./hygiene-search";
import { hygieneSentence } from "./hygiene-sentence";
import { RowsSection } from "./rows-section";

type HygieneBodyProps = {
  app: Pick<App, "store" | "clock" | "credentials">;
  search: HygieneSearch;
  view: { readonly timeZone: string; readonly nowMs: number };
};

/** Reads the traffic, and shows what is wrong, the calls of one rule, what ends when, and what is in order. */
export async function HygieneBody({ app, search, view }: HygieneBodyProps) {
  const { store, clock, credentials } = app;
  const span = hygieneSpans.find(({ last }) => last === search.last) ?? hygieneSpans[1];
  const range = { fromMs: view.nowMs - span.ms, toMs: view.nowMs };
  const deps = { store, userOf: createUserOf(credentials.kisiUserOf), pause: () => clock.sleep(0) };
  const [hygiene, { integrations }] = await Promise.all([readHygiene(deps, range), store.listFilterValues()]);
  const names = new Map(integrations.map(({ id, name }) => [id, name]));
  const { findings, sunsets, calls, attempts } = hygiene;
  if (calls === 0) {
    return (
      <>
        <EmptyState
          className="rounded-lg border"
          title="No call to look at"
          actions={attempts === 0 ? <ConnectProgram /> : null}
        >
          {attempts === 0
            ? `No attempt is recorded in the last ${span.words}.`
            : "Every call on record began before this span."}
        </EmptyState>
        <CalendarSection sunsets={sunsets} names={names} {...view} />
      </>
    );
  }
  const rule = search.rule ?? findings[0]?.rule ?? null;
  const shown = findings.filter((finding) => finding.rule === rule);
  return (
    <>
      <p role="status" className="max-w-[96ch] text-base">
        {hygieneSentence(hygiene)}
      </p>
      <Coverage hygiene={hygiene} {...view} />
      {findings.length === 0 ? null : (
        <FindingsSection
          findings={findings}
          names={names}
          current={rule}
          hrefOf={(one) => `${serializeHygieneSearch("/risk/hygiene", { ...search, rule: one })}#rule`}
        />
      )}
      {rule === null ? null : (
        <div id="rule" className="scroll-mt-16">
          <RowsSection rule={rule} findings={shown} names={names} {...view} />
        </div>
      )}
      <CalendarSection sunsets={sunsets} names={names} {...view} />
      <CleanSection hygiene={hygiene} />
    </>
  );
}
