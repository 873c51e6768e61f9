import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Button } from "#components/ui/button";
import { outcomeLooks } from "#components/ui/outcome-look.ts";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { StatusMark } from "#components/ui/status-mark";
import { Time } from "#components/ui/time";
import { requireSession } from "#lib/auth/gate";
import { formatCount, formatDuration } from "#lib/format";
import { adviceFor } from "#lib/kisi/advice";
import { matchRoute } from "#lib/kisi/route-matcher";
import type { Call } from "#lib/model/call";
import { isFailure } from "#lib/model/outcome";
import { serializeRangeSearch } from "#lib/time/range-search";
import { findCall } from "#lib/traffic/calls";
import { AdviceSection } from "../../advice-section";
import { readRangeView } from "../../range-view";
import { bodyBrokeOff } from "../body-broke-off";
import { type PageParams, unfilteredHref } from "../calls-search";
import { prepareWaterfall } from "../prepare-waterfall";
import { Waterfall } from "../waterfall";
import { ExchangeSection } from "./exchange-section";
import { Facts } from "./facts";

type CallPageProps = {
  readonly params: Promise<{ readonly callId: string }>;
  readonly searchParams: Promise<PageParams>;
};

/** Once a request, for the title and for the page. */
const readCall = cache(async (callId: string) => {
  const { app } = await requireSession();
  return { app, detail: await findCall(app.store, callId) };
});

export async function generateMetadata({ params }: CallPageProps): Promise<Metadata> {
  const { detail } = await readCall((await params).callId);
  if (!detail) return { title: "No such call" };
  const { status, outcome, route } = detail.call;
  return { title: `${status ?? outcomeLooks[outcome].word} ${route}` };
}

export default async function CallPage({ params, searchParams }: CallPageProps) {
  const { app, detail } = await readCall((await params).callId);
  if (!detail) notFound();
  const { call, attempts, exchange } = detail;
  const { timeZone, search: rangeView } = await readRangeView(searchParams, app.clock.now());
  const { doorAction } = matchRoute(call.method, call.path);
  const search = await searchParams;
  const failed = attempts.findLast(({ outcome }) => isFailure(outcome));
  return (
    <div className="grid gap-5">
      <PageHeader
        title={
          <span className="break-all font-mono text-base">
            <span className="text-ink-3">{call.method}</span> {call.path}
          </span>
        }
        actions={
          <>
            {call.problemId ? (
              <Button asChild>
                <Link href={serializeRangeSearch(`/problems/${call.problemId}`, rangeView)} prefetch={false}>
                  Its problem
                </Link>
              </Button>
            ) : null}
            <Button asChild>
              <Link href={reportHref(call)} prefetch={false}>
                Report this call
              </Link>
            </Button>
            <Button asChild>
              <Link href={unfilteredHref(search, { route: call.route })}>All calls of this route</Link>
            </Button>
          </>
        }
      >
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusMark {...call} />
          {call.attempts > 0 ? <span>{formatCount(call.attempts, "attempt")}</span> : <span>never sent</span>}
          <span>{formatDuration(call.latencyMs)} in all</span>
        </span>
      </PageHeader>
      {call.outcome === "success" || call.outcome === "redirect" ? null : (
        <AdviceSection advice={adviceFor({ ...call, doorAction })}>
          {call.blockedReason === "guard" ? <HeldBecause words={call.errorMessage} /> : null}
          <TryAgain call={call} retryAfterMs={attempts.at(-1)?.retryAfterMs ?? null} timeZone={timeZone} />
        </AdviceSection>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <Section
          title="Attempts"
          note={attempts.length > 1 ? "On one time axis, with the waits between them." : undefined}
        >
          {call.attempts > 0 ? (
            <Waterfall rows={prepareWaterfall(call, attempts)} timeZone={timeZone} stopReason={call.stopReason} />
          ) : (
            <p className="text-ink-2">Nothing was sent to Kisi.</p>
          )}
        </Section>
        <Section title="About this call">
          <Facts
            call={call}
            attempts={attempts}
            integrationName={call.integration && app.integrations.nameOf(call.integration)}
            timeZone={timeZone}
          />
        </Section>
      </div>
      <ExchangeSection
        exchange={exchange}
        ofAttempt={exchange && attempts.length > 1 ? (failed?.attempt ?? null) : null}
        brokeOff={bodyBrokeOff(attempts)}
      />
    </div>
  );
}

const aroundMs = 3_600_000;

/** A report of this call alone, with an hour on both sides as the control. */
function reportHref({ callId, startedAtMs }: Pick<Call, "callId" | "startedAtMs">): string {
  const around = [startedAtMs - aroundMs, startedAtMs + aroundMs].map((ms) => new Date(ms).toISOString());
  return `/reports/new?${new URLSearchParams({ from: around[0] ?? "", to: around[1] ?? "", q: callId })}`;
}

function HeldBecause({ words }: { words: string | null }) {
  return (
    <p>
      {words}{" "}
      <Link className="link" href="/risk/guard">
        What the guard holds now
      </Link>
    </p>
  );
}

type TryAgainProps = {
  readonly call: Pick<Call, "outcome" | "startedAtMs" | "latencyMs">;
  readonly retryAfterMs: number | null;
  readonly timeZone: string;
};

/** When a call that was never sent could be tried again, as its caller was told. */
function TryAgain({ call, retryAfterMs, timeZone }: TryAgainProps) {
  if (call.outcome !== "blocked" || retryAfterMs === null) return null;
  const atMs = call.startedAtMs + call.latencyMs + retryAfterMs;
  return (
    <p>
      Its caller was told to try again after {formatDuration(retryAfterMs)}, at{" "}
      <Time ms={atMs} timeZone={timeZone} precision="s" />.
    </p>
  );
}
