import type { Metadata } from "next";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { requireSession } from "#lib/auth/gate";
import { readLocalTimeZone } from "../../range-view";
import { AlertsTabs } from "../alerts-tabs";
import { DeliveryTable } from "../delivery-table";
import { ChannelRow } from "./channel-row";
import { NewChannel } from "./new-channel";

export const metadata: Metadata = { title: "Channels" };

const deliveriesShown = 50;

/** Where alerts are told, and what became of the messages. */
export default async function ChannelsPage() {
  const { app } = await requireSession();
  const query = { alertId: null, channelId: null, limit: deliveriesShown };
  const [channels, recent, dead, timeZone] = await Promise.all([
    app.alerts.channels.list(),
    app.alerts.listDeliveries({ ...query, state: null }),
    app.alerts.listDeliveries({ ...query, state: "dead" }),
    readLocalTimeZone(),
  ]);
  const names = new Map(channels.map(({ id, name }) => [id, name]));
  const frame = { nameOf: (id: string) => names.get(id) ?? "removed", timeZone, nowMs: app.clock.now() };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader title="Channels" actions={<AlertsTabs current="/alerts/channels" />}>
        One message when an alert begins, one when it ends, sent until it arrives or a day has passed.
      </PageHeader>
      <Section title="Where alerts are told" note="each gets the alerts of every rule that names no channels" flush>
        {channels.length === 0 ? (
          <p className="px-4 pb-4 text-ink-2">Nowhere yet but on these pages.</p>
        ) : (
          <ul className="divide-y divide-line border-t">
            {channels.map((channel) => (
              <ChannelRow key={channel.id} channel={channel} />
            ))}
          </ul>
        )}
        <div className="border-t px-4 py-4">
          <NewChannel hasMail={app.env.mail !== null} />
        </div>
      </Section>
      {dead.length === 0 ? null : (
        <Section title="Dead letters" note="given up after every try, or refused for good" flush>
          <DeliveryTable deliveries={dead} {...frame} />
        </Section>
      )}
      <Section
        title="Messages"
        note={recent.length === deliveriesShown ? `the newest ${deliveriesShown}` : undefined}
        flush
      >
        {recent.length === 0 ? (
          <EmptyState title="No message yet">They are written with the alert itself, so that none is lost.</EmptyState>
        ) : (
          <DeliveryTable deliveries={recent} {...frame} />
        )}
      </Section>
    </div>
  );
}
