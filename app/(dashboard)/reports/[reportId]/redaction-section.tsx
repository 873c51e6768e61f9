import { Section } from "#components/ui/section";
import { formatCount } from "#lib/format";
import type { Outline } from "#lib/reports/outline";
import { findRedactions } from "./find-redactions";

/** Everything that was taken out, each to be looked at in its place. */
export function RedactionSection({ outline }: { outline: Outline }) {
  const redactions = findRedactions(outline);
  return (
    <Section
      title="What was taken out"
      note={`${formatCount(redactions.length, "place")} in the document; the attached rows are redacted alike. Follow each to see it in the preview.`}
      flush
    >
      {redactions.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">Nothing in the document had to be hidden.</p>
      ) : (
        <ul className="max-h-64 divide-y divide-line overflow-y-auto border-t">
          {redactions.map(({ id, where, before, after }) => (
            <li key={id}>
              <a
                href={`#${id}`}
                className="grid gap-x-4 px-4 py-1.5 hover:bg-paper-3 sm:grid-cols-[16rem_minmax(0,1fr)]"
              >
                <span className="truncate text-ink-2">{where}</span>
                <span className="truncate font-mono text-xs leading-5">
                  {before}
                  <mark className="rounded-xs bg-ink px-1 text-paper">redacted</mark>
                  {after}
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
