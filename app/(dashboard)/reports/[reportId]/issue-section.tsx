import { ConfirmedAction } from "#components/form/confirmed-action";
import { Section } from "#components/ui/section";
import { deleteDraftAction, issueReportAction } from "../actions";

/** The last step: from a draft to a report that never changes. */
export function IssueSection({ id, attempts }: { id: string; attempts: string }) {
  return (
    <Section title="Issue the report">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-[64ch] text-ink-2">
          It gets a number, a hash and your name, and never changes again; {attempts} stay with it, whatever retention
          deletes. Then it can be downloaded as PDF, HTML, Markdown, text, JSON, CSV and ZIP. Nothing is sent.
        </p>
        <div className="flex flex-wrap gap-2">
          <ConfirmedAction
            action={deleteDraftAction}
            fields={{ id }}
            variant="ghost"
            size="md"
            title="Delete this draft?"
            description="What was typed and what was read for it is gone. The attempts themselves stay in the log."
            confirm="Delete the draft"
          >
            Delete the draft
          </ConfirmedAction>
          <ConfirmedAction
            action={issueReportAction}
            fields={{ id }}
            variant="primary"
            size="md"
            title="Issue this report?"
            description="Look through the preview first: an issued report cannot be changed or deleted."
            confirm="Issue it"
          >
            Issue the report
          </ConfirmedAction>
        </div>
      </div>
    </Section>
  );
}
