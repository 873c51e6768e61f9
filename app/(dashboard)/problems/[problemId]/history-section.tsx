import { Section } from "#components/ui/section";
import { Time } from "#components/ui/time";
import type { Problem, ProblemEvent } from "#lib/model/problem";
import { StateBadge } from "../state-badge";
import { NoteForm } from "./note-form";

type HistorySectionProps = {
  readonly problem: Pick<Problem, "id" | "firstSeenAtMs">;
  /** Newest first. */
  readonly events: readonly ProblemEvent[];
  readonly canChange: boolean;
  readonly timeZone: string;
  readonly nowMs: number;
};

/** What became of a problem, who did it, and what people noted. */
export function HistorySection({ problem, events, canChange, timeZone, nowMs }: HistorySectionProps) {
  return (
    <Section title="Notes and history" flush>
      {canChange ? <NoteForm id={problem.id} /> : null}
      <ol className="divide-y divide-line border-t">
        {events.map((event) => (
          <li
            key={`${event.atMs} ${event.state} ${event.note}`}
            className="grid gap-x-4 gap-y-1 px-4 py-2 sm:grid-cols-[10rem_minmax(0,1fr)]"
          >
            <Time ms={event.atMs} timeZone={timeZone} nowMs={nowMs} className="text-ink-3" />
            <Told event={event} />
          </li>
        ))}
        <li className="grid gap-x-4 gap-y-1 px-4 py-2 sm:grid-cols-[10rem_minmax(0,1fr)]">
          <Time ms={problem.firstSeenAtMs} timeZone={timeZone} nowMs={nowMs} className="text-ink-3" />
          <span className="text-ink-2">first seen</span>
        </li>
      </ol>
    </Section>
  );
}

function Told({ event: { state, author, note } }: { readonly event: ProblemEvent }) {
  return (
    <div className="grid min-w-0 gap-1">
      <span className="flex flex-wrap items-center gap-2 text-ink-2">
        {state ? <StateBadge state={state} /> : "note"}
        {author === null ? "by itself" : <span className="wrap-anywhere">by {author}</span>}
      </span>
      {note ? <p className="wrap-anywhere whitespace-pre-wrap">{note}</p> : null}
    </div>
  );
}
