import type { Metadata } from "next";
import { Ago } from "#components/ui/ago";
import { Fact, Facts } from "#components/ui/facts";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { requireSession } from "#lib/auth/gate";
import { findOffer, readApp } from "#lib/auth/second-factor";
import { base32, totpUri } from "#lib/auth/totp";
import { QrCode } from "./qr-code";
import { TwoStepPanel } from "./two-step-panel";

export const metadata: Metadata = { title: "Two-step sign-in" };

export default async function TwoStepPage() {
  const { app, account } = await requireSession();
  const nowMs = app.clock.now();
  const [inUse, offer] = await Promise.all([
    readApp(app, account.id),
    findOffer({ store: app.store, box: app.auth.box, nowMs }, account.id),
  ]);
  const uri = offer && totpUri(offer, account.email, new URL(app.publicUrl).host);
  return (
    <div className="grid gap-5">
      <PageHeader title="Two-step sign-in">
        A password that somebody else has learnt opens nothing then: signing in also takes a code that an app on your
        phone shows, a new one every 30 seconds.
      </PageHeader>
      <Section title="App for codes" className="max-w-2xl">
        {inUse ? (
          <div className="mb-4">
            <Facts>
              <Fact name="Set up">
                <Ago ms={inUse.sinceMs} nowMs={nowMs} />
              </Fact>
              <Fact name="Recovery codes left">{inUse.codesLeft} of 10</Fact>
            </Facts>
          </div>
        ) : null}
        <TwoStepPanel
          email={account.email}
          step={inUse ? "inUse" : offer ? "offered" : "none"}
          secret={offer && spaced(base32(offer))}
          qr={uri && <QrCode text={uri} />}
          uri={uri}
        />
      </Section>
    </div>
  );
}

/** In fours, as people type it, and in lines that a phone has room for. */
function spaced(secret: string): string {
  const lines = secret.match(/.{1,16}/g) ?? [];
  return lines.map((line) => (line.match(/.{1,4}/g) ?? []).join(" ")).join("\n");
}
