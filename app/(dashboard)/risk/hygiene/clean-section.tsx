import { Section } from "#components/ui/section";
import type { Hygiene } from "#lib/hygiene/read-hygiene";
import { type RuleId, ruleIds, ruleWords } from "#lib/hygiene/rule-words";

const byUser: readonly RuleId[] = ["sent_while_told_to_wait", "too_fast", "concurrent_calls"];

/** The rules that no call breaks, so that it shows what was looked for, and where nothing could be said. */
export function CleanSection({ hygiene }: { hygiene: Hygiene }) {
  const { findings, calls, callsOfUnknownUsers, callsOfUnknownHeaders } = hygiene;
  const clean = ruleIds.filter((id) => findings.every(({ rule }) => rule !== id));
  const isUnknown = (rule: RuleId) =>
    (byUser.includes(rule) && callsOfUnknownUsers === calls) ||
    (rule === "partner_headers_missing" && callsOfUnknownHeaders === calls);
  if (clean.length === 0) return null;
  return (
    <Section title="In order" note="No call of the span breaks these rules.">
      <dl className="grid gap-x-8 gap-y-3 md:grid-cols-2">
        {clean.map((rule) => (
          <div key={rule}>
            <dt className="font-medium">
              {ruleWords[rule].title}
              {isUnknown(rule) ? <span className="text-caution">: not known of any call</span> : ""}
            </dt>
            <dd className="text-ink-2 text-xs">{ruleWords[rule].when}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
