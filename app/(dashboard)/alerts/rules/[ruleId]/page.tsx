import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ConfirmedAction } from "#components/form/confirmed-action";
import { Button } from "#components/ui/button";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { draftRule } from "#lib/alerts/rules";
import { requireSession } from "#lib/auth/gate";
import { ruleKinds } from "#lib/model/alert-rule";
import { ruleFacts } from "#lib/model/rule-facts";
import { readLocalTimeZone } from "../../../range-view";
import { SilenceDialog } from "../../silence-dialog";
import { removeRuleAction } from "../actions";
import { RuleForm } from "../rule-form";

type RulePageProps = {
  readonly params: Promise<{ readonly ruleId: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

const kindSchema = z.enum(ruleKinds);

export const metadata: Metadata = { title: "Rule" };

/** The editor of a rule; `/alerts/rules/new` asks for its kind first. */
export default async function RulePage({ params, searchParams }: RulePageProps) {
  const { app } = await requireSession();
  const { ruleId } = await params;
  const isNew = ruleId === "new";
  const kind = kindSchema.safeParse((await searchParams).kind).data;
  if (isNew && !kind) return <ChooseKind />;
  const rule = kind && isNew ? draftRule(kind, {}, app.clock.now()) : await findRule(ruleId, app);
  const channels = (await app.alerts.channels.list()).map(({ id, name }) => ({ id, name }));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader
        title={isNew ? "New rule" : rule.name}
        actions={
          <>
            <Button asChild>
              <Link href="/alerts/rules">All rules</Link>
            </Button>
            {isNew ? null : <SilenceDialog rules={[{ id: rule.id, name: rule.name }]} ruleId={rule.id} />}
            {isNew ? null : (
              <ConfirmedAction
                title={`Remove ${rule.name}?`}
                description="Its alerts end, with a message. What they were stays in the history."
                confirm="Remove it"
                action={removeRuleAction}
                fields={{ id: rule.id }}
                variant="secondary"
                size="md"
              >
                Remove
              </ConfirmedAction>
            )}
          </>
        }
      />
      <RuleForm rule={rule} isNew={isNew} channels={channels} timeZone={await readLocalTimeZone()} />
    </div>
  );
}

async function findRule(id: string, { alerts }: Awaited<ReturnType<typeof requireSession>>["app"]) {
  const rule = (await alerts.rules.list()).find((one) => one.id === id);
  return rule ?? notFound();
}

function ChooseKind() {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader title="New rule">What shall it watch?</PageHeader>
      <Section title="Kinds of rules" flush>
        <ul className="divide-y divide-line border-t">
          {ruleKinds.map((kind) => (
            <li key={kind} className="px-4 py-2">
              <Link href={`/alerts/rules/new?kind=${kind}`} className="font-medium hover:underline">
                {ruleFacts[kind].label}
              </Link>
              <p className="text-ink-2">{ruleFacts[kind].about}</p>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
