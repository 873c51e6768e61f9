import { callsHref } from "#components/charts/calls-href.ts";
import { Last4 } from "#components/ui/last4";
import { Skeleton } from "#components/ui/skeleton";
import type { ProblemFigures } from "#lib/model/problem";
import type { App } from "#lib/server/app";
import { type RangeSearch, serializeRangeSearch } from "#lib/time/range-search";
import { AdviceSection } from "../../advice-section";
import type { RangeView } from "../../range-view";
import { ExampleSection } from "./example-section";
import { FaultSection } from "./fault-section";
import { Figures } from "./figures";
import { HistorySection } from "./history-section";
import { OverTimeSection } from "./over-time-section";
import { problemMarkdown } from "./problem-markdown";
import { type ExampleKind, serializeProblemSearch } from "./problem-search";
import { readProblemPage } from "./read-problem-page";
import { type Sender, SenderSection } from "./sender-section";
import { ShapeSection } from "./shape-section";
import { SimilarSection } from "./similar-section";

type ProblemBodyProps = {
  readonly app: App;
  readonly id: string;
  readonly view: RangeView;
  readonly kind: ExampleKind;
  readonly canChange: boolean;
};

/** All that takes a while to be read of a problem. */
export async function ProblemBody({ app, id, view, kind, canChange }: ProblemBodyProps) {
  const { detail, bars, shown } = await readProblemPage(app, { id, view, kind });
  const { problem, figures } = detail;
  const { timeZone, nowMs } = view;
  const frame = { timeZone, nowMs };
  const { search } = view;
  const hrefOf = (path: string) => serializeRangeSearch(path, search);
  const url = `${app.publicUrl}/problems/${id}`;
  const markdown = problemMarkdown({ detail, range: view.range, copied: shown?.copied ?? null, url });
  return (
    <>
      <Figures detail={detail} {...frame} />
      <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <AdviceSection advice={detail.advice} />
        <FaultSection
          fault={detail.fault}
          reportHref={callsHref(search, { problem: [id] }).replace(/^\/calls/, "/reports/new")}
        />
      </div>
      <OverTimeSection problem={problem} bars={bars} view={view} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <SenderSection
          title="By integration"
          one="Integration"
          senders={integrationsOf(figures, search, app.integrations.nameOf)}
          attempts={figures.attempts}
        />
        <SenderSection title="By key" one="Key" senders={keysOf(figures, search)} attempts={figures.attempts} />
      </div>
      <ExampleSection
        shown={shown}
        hrefOf={(example) => serializeProblemSearch(`/problems/${id}`, { ...search, example })}
        callHrefOf={(callId) => hrefOf(`/calls/${callId}`)}
        markdown={markdown}
        {...frame}
      />
      <ShapeSection shapes={detail.shapes} {...frame} />
      <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <HistorySection problem={problem} events={detail.events} canChange={canChange} {...frame} />
        <SimilarSection problems={detail.similar} hrefOf={(other) => hrefOf(`/problems/${other}`)} />
      </div>
    </>
  );
}

function integrationsOf(
  { id, integrations }: ProblemFigures,
  search: RangeSearch,
  nameOf: (id: string) => string,
): readonly Sender[] {
  return integrations.map(({ key, attempts }) => ({
    key: key ?? "",
    name: key === null ? "none" : nameOf(key),
    href: key === null ? null : callsHref({ ...search, integration: null }, { problem: [id], integration: [key] }),
    attempts,
  }));
}

function keysOf({ id, credentials }: ProblemFigures, search: RangeSearch): readonly Sender[] {
  return credentials.map(({ key, last4, attempts }) => ({
    key: key ?? "",
    name: key === null ? "sent without one" : <Last4 last4={last4} />,
    href: key === null ? null : callsHref({ ...search, credential: null }, { problem: [id], credential: [key] }),
    attempts,
  }));
}

/** The same boxes as the page, so that little jumps when the figures come. */
export function ProblemBodyLoading() {
  return (
    <div className="grid gap-5" aria-busy="true">
      <Skeleton className="h-[88px]" />
      <Skeleton className="h-64" />
      <Skeleton className="h-[260px]" />
      <Skeleton className="h-96" />
    </div>
  );
}
