import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Button } from "#components/ui/button";
import { Fact, Facts } from "#components/ui/facts";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { Time } from "#components/ui/time";
import { requireSession } from "#lib/auth/gate";
import { AppError } from "#lib/errors";
import { formatMeasure, formatRateOf } from "#lib/format";
import type { Alert } from "#lib/model/alert";
import { ruleFacts } from "#lib/model/rule-facts";
import { listCalls } from "#lib/traffic/calls";
import { CallsTable } from "../../calls/calls-table";
import { readLocalTimeZone } from "../../range-view";
import { AcknowledgeButton } from "../acknowledge-button";
import { lastedWords, quietWords } from "../alert-words";
import { DeliveryTable } from "../delivery-table";
import { SeverityMark } from "../severity-mark";
import { EventSection } from "./event-section";
import { alertCallsHref, callFilterOf, rangeOfAlert } from "./subject-links";
import { SubjectSection } from "./subject-section";

type AlertPageProps = { readonly params: Promise<{ readonly alertId: string }> };

const examplesShown = 5;
const deliveriesShown = 100;

/** Once a request, for the title and for the page. */
const readAlert = cache(async (alertId: string) => {
  const { app } = await requireSession();
  try {
    return { app, ...(await app.alerts.get(alertId)) };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: AlertPageProps): Promise<Metadata> {
  const { alert } = await readAlert((await params).alertId);
  return { title: alert.ruleName };
}

/** One alert: how far it went, what it is about, what happened, and who was told. */
export default async function AlertPage({ params }: AlertPageProps) {
  const { app, alert, events } = await readAlert((await params).alertId);
  const nowMs = app.clock.now();
  const rule = (await app.alerts.rules.list()).find(({ id }) => id === alert.ruleId);
  const examples = { range: rangeOfAlert(alert, nowMs), match: "any", limit: examplesShown, cursor: null } as const;
  const filter = { ...rule?.filter, ...callFilterOf(alert, rule) };
  const [deliveries, channels, calls, timeZone] = await Promise.all([
    app.alerts.listDeliveries({ alertId: alert.id, state: null, channelId: null, limit: deliveriesShown }),
    app.alerts.channels.list(),
    listCalls(app.store, {
      ...examples,
      filter: { ...filter, ...(filter.outcome ? { outcome: [...filter.outcome] } : {}) },
    }),
    readLocalTimeZone(),
  ]);
  const names = new Map(channels.map(({ id, name }) => [id, name]));
  const frame = { timeZone, nowMs };
  const all = alertCallsHref(alert, rule, nowMs);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader
        title={alert.ruleName}
        actions={<Actions alert={alert} hasRule={rule !== undefined} callsHref={all} />}
      >
        <p className="wrap-anywhere text-base text-ink">
          <SeverityMark severity={alert.severity} className="mr-2 font-medium" />
          {alert.summary}
        </p>
      </PageHeader>
      <Section title={alert.state === "firing" ? "Firing" : "Over"}>
        <AlertFacts alert={alert} {...frame} />
        {rule && rule.runbook !== "" ? <p className="mt-3 whitespace-pre-wrap border-t pt-3">{rule.runbook}</p> : null}
      </Section>
      <SubjectSection alert={alert} rule={rule} nowMs={nowMs} />
      {all === null || calls.data.length === 0 ? null : (
        <Section
          title="Example calls"
          note="the newest of its time"
          actions={
            <Button asChild size="sm">
              <Link href={all} prefetch={false}>
                All of them
              </Link>
            </Button>
          }
          flush
        >
          <CallsTable
            calls={calls.data}
            integrationName={app.integrations.nameOf}
            hrefOf={(callId) => `/calls/${callId}`}
            {...frame}
          />
        </Section>
      )}
      <EventSection events={events} {...frame} />
      {deliveries.length === 0 ? null : (
        <Section title="Messages" flush>
          <DeliveryTable deliveries={deliveries} nameOf={(id) => names.get(id) ?? "removed"} {...frame} />
        </Section>
      )}
    </div>
  );
}

type ActionsProps = { readonly alert: Alert; readonly hasRule: boolean; readonly callsHref: string | null };

function Actions({ alert, hasRule, callsHref }: ActionsProps) {
  return (
    <>
      {callsHref === null ? null : (
        <Button asChild size="sm">
          <Link href={callsHref.replace(/^\/calls/, "/reports/new")} prefetch={false}>
            Report to Kisi
          </Link>
        </Button>
      )}
      {hasRule ? (
        <Button asChild size="sm">
          <Link href={`/alerts/rules/${alert.ruleId}`}>The rule</Link>
        </Button>
      ) : null}
      {alert.state === "firing" && alert.acknowledgedAtMs === null ? (
        <AcknowledgeButton alertId={alert.id} ruleName={alert.ruleName} />
      ) : null}
    </>
  );
}

function AlertFacts({ alert, timeZone, nowMs }: { alert: Alert; timeZone: string; nowMs: number }) {
  const { unit } = ruleFacts[alert.kind];
  const quiet = quietWords(alert);
  return (
    <Facts>
      <Fact name="Began">
        <Time ms={alert.startedAtMs} timeZone={timeZone} nowMs={nowMs} />
      </Fact>
      <Fact name={alert.endedAtMs === null ? "Goes on for" : "Lasted"}>{lastedWords(alert, nowMs)}</Fact>
      <Fact name="Value at last">
        {formatMeasure(alert.value, unit)}, alert from {formatMeasure(alert.threshold, unit)}
      </Fact>
      <Fact name="Peak">{formatMeasure(alert.peak, unit)}</Fact>
      <Fact name="Bad attempts">{formatRateOf(alert.bad, alert.attempts)} in its window</Fact>
      {alert.frozenSinceMs === null ? null : (
        <Fact name="No data since">
          <Time ms={alert.frozenSinceMs} timeZone={timeZone} nowMs={nowMs} />: it neither ends nor grows
        </Fact>
      )}
      {alert.acknowledgedBy === null ? null : <Fact name="Looked after by">{alert.acknowledgedBy}</Fact>}
      {quiet === null ? null : (
        <Fact name="Told">
          nobody: {quiet}
          {alert.inhibitedBy === null ? null : (
            <>
              {" ("}
              <Link href={`/alerts/${alert.inhibitedBy}`} className="underline">
                that alert
              </Link>
              )
            </>
          )}
        </Fact>
      )}
    </Facts>
  );
}
