import { Notice } from "#components/ui/notice";
import { Section } from "#components/ui/section";
import { ForgetForm } from "./forget-form";

type ForgetSectionProps = {
  mayChange: boolean;
  /** Names of the database's copies, which are not touched. */
  copies: readonly string[];
};

/** Takes a person out of what is stored already. */
export function ForgetSection({ mayChange, copies }: ForgetSectionProps) {
  return (
    <Section
      title="Forget a person"
      note="Takes an e-mail, name or id out of calls, messages, notes, alerts and reports that are stored already."
    >
      <div className="grid gap-4">
        {mayChange ? (
          <ForgetForm />
        ) : (
          <p className="text-ink-3 text-xs">Your role may look, but not make Ajar forget anything.</p>
        )}
        <p className="text-ink-2 text-xs">
          Figures stay, for they name nobody. Who signs in here stands under People, and in the audit log, which nobody
          changes. If calls go on naming the person, hide the name above, too.
        </p>
        {copies.length === 0 ? null : (
          <Notice tone="caution">
            Not touched: {copies.join(", ")}, made in the data directory before an update. Delete what you do not need,
            and think of your own backups.
          </Notice>
        )}
      </div>
    </Section>
  );
}
