import type { Metadata } from "next";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { requireSession } from "#lib/auth/gate";
import { AppError } from "#lib/errors";
import { roleScopes } from "#lib/model/account";
import { noRedactionRules, type RedactionRules } from "#lib/model/redaction-rules";
import type { App } from "#lib/server/app";
import { listDatabaseCopies } from "#lib/settings/database-copies";
import { BuiltInSection } from "./built-in-section";
import { ForgetSection } from "./forget-section";
import { RulesForm } from "./rules-form";
import { TryForm } from "./try-form";

export const metadata: Metadata = { title: "Redaction" };

export default async function RedactionPage() {
  const { app, account } = await requireSession();
  const { rules, problem } = readRules(app);
  const mayChange = roleScopes[account.role].includes("write");
  return (
    <div className="grid max-w-4xl grid-cols-1 gap-5">
      <PageHeader title="Redaction">What is taken out of the details of calls before they are stored.</PageHeader>
      {problem === null ? null : (
        <Notice tone="danger">{problem} Until then attempts are stored without details.</Notice>
      )}
      <Section title="Try it" note="Nothing of what you try is kept.">
        <TryForm />
      </Section>
      <Section
        title="Hidden here, too"
        note="In force from the next attempt on; reports and exports hide it also in what was stored before."
      >
        <RulesForm {...rules} mayChange={mayChange} />
      </Section>
      <ForgetSection mayChange={mayChange} copies={await listDatabaseCopies(app.env.dataDir)} />
      <BuiltInSection />
    </div>
  );
}

function readRules(app: App): { readonly rules: RedactionRules; readonly problem: string | null } {
  try {
    return { rules: app.redactionSettings.read(), problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { rules: noRedactionRules, problem: `${error.message}.` };
  }
}
