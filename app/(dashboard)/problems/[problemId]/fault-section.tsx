import Link from "next/link";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Section } from "#components/ui/section";
import type { Culprit, Fault } from "#lib/problems/fault";

const verdicts: Readonly<Record<Culprit, string>> = {
  kisi: "Likely Kisi's fault",
  ours: "Likely our own fault",
  network: "Likely the network's fault",
  unclear: "Unclear whose fault it is",
};

const sides: Readonly<Record<Culprit, string>> = {
  kisi: "Kisi",
  ours: "ours",
  network: "network",
  unclear: "either",
};

type FaultSectionProps = {
  readonly fault: Fault;
  /** Where a report for Kisi Support begins. */
  readonly reportHref: string;
};

/** Whose fault it is likely to be, with all that speaks for it and against it. */
export function FaultSection({ fault, reportHref }: FaultSectionProps) {
  const { verdict, evidence } = fault;
  return (
    <Section
      title={verdicts[verdict]}
      note="By the hour up to its latest attempt"
      actions={
        verdict === "kisi" ? (
          <Button asChild size="sm">
            <Link href={reportHref} prefetch={false}>
              Report to Kisi
            </Link>
          </Button>
        ) : null
      }
    >
      {evidence.length === 0 ? (
        <p className="text-ink-2">Nothing is known that would speak for anyone.</p>
      ) : (
        <ul className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-2">
          {evidence.map(({ pointsTo, words }) => (
            <li key={words} className="col-span-2 grid grid-cols-subgrid">
              <Badge
                tone={pointsTo === verdict && verdict !== "unclear" ? "accent" : "neutral"}
                className="justify-self-start"
              >
                <span className="sr-only">Points to: </span>
                {sides[pointsTo]}
              </Badge>
              <p className="wrap-anywhere">{words}</p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
