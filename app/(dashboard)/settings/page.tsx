import { resolve } from "node:path";
import type { Metadata } from "next";
import { PageHeader } from "#components/ui/page-header";
import { requireSession } from "#lib/auth/gate";
import { readApp } from "#lib/auth/second-factor";
import { measureDirectory } from "#lib/settings/directory-size";
import { readLocalTimeZone } from "../range-view";
import { AboutSection } from "./about-section";
import { AccountSection } from "./account-section";
import { KisiSection } from "./kisi-section";
import { PeopleSection } from "./people-section";
import { readPeople, readSessions } from "./read-people";
import { StorageSection } from "./storage-section";
import { TokenSection } from "./token-section";

export const metadata: Metadata = { title: "Settings" };

const parts = [
  { id: "kisi", label: "Kisi connection" },
  { id: "tokens", label: "API tokens" },
  { id: "account", label: "Account" },
  { id: "people", label: "People" },
  { id: "storage", label: "Storage" },
  { id: "about", label: "About" },
] as const;

export default async function SettingsPage() {
  const { app, account } = await requireSession();
  const { env } = app;
  const nowMs = app.clock.now();
  const [timeZone, tokens, bytes, engine, people, sessions, secondFactor] = await Promise.all([
    readLocalTimeZone(),
    app.store.listApiTokens(),
    measureDirectory(env.dataDir),
    app.store.describeEngine(),
    readPeople(app, account),
    readSessions(app, account, nowMs),
    readApp(app, account.id),
  ]);
  const shown = { timeZone, nowMs };
  return (
    <div className="grid gap-5">
      <PageHeader title="Settings" />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[9rem_minmax(0,46rem)] lg:gap-8">
        <PartsNav />
        <div className="grid grid-cols-1 gap-5">
          <div id="kisi">
            <KisiSection env={env} facts={app.kisiKey.describe()} {...shown} />
          </div>
          <div id="tokens">
            <TokenSection tokens={tokens} hasEnvironmentToken={env.apiToken !== null} {...shown} />
          </div>
          <div id="account">
            <AccountSection
              email={account.email}
              role={account.role}
              sessions={sessions}
              app={secondFactor}
              nowMs={nowMs}
            />
          </div>
          <div id="people">
            <PeopleSection me={account} {...people} nowMs={nowMs} />
          </div>
          <div id="storage">
            <StorageSection dataDir={resolve(env.dataDir)} bytes={bytes} retentionDays={env.retentionDays} />
          </div>
          <div id="about">
            <AboutSection version={app.version} store={engine} />
          </div>
        </div>
      </div>
    </div>
  );
}

function PartsNav() {
  return (
    <nav aria-label="Parts of this page" className="sticky top-20 max-lg:hidden">
      <ul className="grid gap-px">
        {parts.map(({ id, label }) => (
          <li key={id}>
            <a href={`#${id}`} className="block rounded-md px-2 py-1 text-ink-2 hover:bg-paper-3 hover:text-ink">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
