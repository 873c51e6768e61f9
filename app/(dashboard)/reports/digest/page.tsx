import type { Metadata } from "next";
import Link from "next/link";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { digestMail } from "#lib/alerts/channels/digest-mail";
import { requireSession } from "#lib/auth/gate";
import { roleScopes } from "#lib/model/account";
import type { Channel } from "#lib/model/delivery";
import { readLocalTimeZone } from "../../range-view";
import { DigestForm } from "./digest-form";
import { SendDigest } from "./send-digest";

export const metadata: Metadata = { title: "Weekly digest" };

/** When the digest is sent, where, and what would stand in it now. */
export default async function DigestPage() {
  const { app, account } = await requireSession();
  const { settings } = app.digest;
  const [channels, preview, localTimeZone] = await Promise.all([
    app.alerts.channels.list(),
    app.digest.preview(),
    readLocalTimeZone(),
  ]);
  const mayChange = roleScopes[account.role].includes("write");
  const mailboxes = channels.filter(({ kind, disabledAtMs }) => kind === "email" && disabledAtMs === null);
  const kept = settings.read();
  const target = mailboxes.find(({ id }) => id === kept.channelId)?.target;
  const { subject, text } = digestMail(preview);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader title="Weekly digest">
        What stood out in a week, by mail. It is off until you switch it on.
      </PageHeader>
      {mayChange ? (
        <Section title="When and where" note="The hour is that of the zone, also when its clocks change.">
          <div className="grid gap-4">
            <MailNotices mailboxes={mailboxes} hasMail={app.env.mail !== null} />
            <DigestForm
              kept={settings.changedAtMs() === 0 ? { ...kept, timeZone: localTimeZone } : kept}
              mailboxes={mailboxes}
            />
          </div>
        </Section>
      ) : null}
      <Section title="Preview" note="The last seven days up to now, as the mail would say it.">
        <div className="grid gap-4">
          <p className="wrap-anywhere font-medium">[Ajar] {subject}</p>
          <pre className="wrap-anywhere whitespace-pre-wrap rounded-md border bg-paper-2 px-3 py-2.5 font-mono text-xs leading-5">
            {text}
          </pre>
          {mayChange && target !== undefined ? <SendDigest target={target} /> : null}
        </div>
      </Section>
    </div>
  );
}

function MailNotices({ mailboxes, hasMail }: { mailboxes: readonly Channel[]; hasMail: boolean }) {
  if (mailboxes.length === 0) {
    return (
      <Notice tone="caution">
        There is no e-mail channel yet:{" "}
        <Link className="link" href="/alerts/channels">
          add one under Alerts, Channels
        </Link>
        , then choose it here.
      </Notice>
    );
  }
  if (hasMail) return null;
  return (
    <Notice tone="caution">
      Ajar has no mail server yet: set SMTP_URL and SMTP_FROM and start it anew. Until then mails wait.
    </Notice>
  );
}
