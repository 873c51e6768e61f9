import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { cache, Suspense } from "react";
import { callsHref } from "#components/charts/calls-href.ts";
import { LiveToggle } from "#components/live/live-toggle";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { outcomeLooks } from "#components/ui/outcome-look.ts";
import { PageHeader } from "#components/ui/page-header";
import { StatusMark } from "#components/ui/status-mark";
import { requireSession } from "#lib/auth/gate";
import { AppError } from "#lib/errors";
import { roleScopes } from "#lib/model/account";
import { getProblem } from "#lib/problems/change-problem";
import { liveHindrance, readRangeView } from "../../range-view";
import { muteWords, signatureWords } from "../problem-words";
import { StateBadge } from "../state-badge";
import { ProblemActions } from "./problem-actions";
import { ProblemBody, ProblemBodyLoading } from "./problem-body";
import { loadProblemSearch } from "./problem-search";

type ProblemPageProps = {
  readonly params: Promise<{ readonly problemId: string }>;
  readonly searchParams: Promise<SearchParams>;
};

/** Once a request, for the title and for the page. */
const readProblemOnce = cache(async (problemId: string) => {
  const { app, account } = await requireSession();
  try {
    return { app, account, problem: await getProblem(app.store, problemId) };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: ProblemPageProps): Promise<Metadata> {
  const { problem } = await readProblemOnce((await params).problemId);
  return { title: `${problem.status ?? outcomeLooks[problem.outcome].word} ${problem.route}` };
}

/** One problem: what it is, what to do, whose fault, where and when, who, examples, and what became of it. */
export default async function ProblemPage({ params, searchParams }: ProblemPageProps) {
  const { app, account, problem } = await readProblemOnce((await params).problemId);
  const view = await readRangeView(searchParams, app.clock.now());
  const { example } = await loadProblemSearch(searchParams);
  const canChange = roleScopes[account.role].includes("write");
  const { id, method, route, mute } = problem;
  const signature = signatureWords(problem);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader
        title={
          <span className="break-all font-mono text-base">
            <span className="text-ink-3">{method}</span> {route.slice(route.indexOf(" ") + 1)}
          </span>
        }
        actions={
          <>
            <Button asChild size="sm">
              <Link href={callsHref(view.search, { problem: [id] })} prefetch={false}>
                Its calls
              </Link>
            </Button>
            <LiveToggle hindrance={liveHindrance(view.search)} />
          </>
        }
      >
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StateBadge state={problem.state} />
          <StatusMark {...problem} />
          {signature ? <span className="wrap-anywhere text-ink">{signature}</span> : null}
          {mute ? <span className="text-ink-3">{muteWords(mute, problem, view.timeZone)}</span> : null}
        </span>
      </PageHeader>
      {canChange ? <ProblemActions id={id} state={problem.state} /> : null}
      {view.complaint ? (
        <Notice tone="caution">In the address, {view.complaint}. These are the last 24 hours instead.</Notice>
      ) : null}
      {Object.keys(view.filter).length > 0 ? (
        <Notice>
          Counts, the chart and who met it are of the chosen traffic alone. Advice, evidence, examples and history are
          of all.
        </Notice>
      ) : null}
      <Suspense fallback={<ProblemBodyLoading />}>
        <ProblemBody app={app} id={id} view={view} kind={example} canChange={canChange} />
      </Suspense>
    </div>
  );
}
