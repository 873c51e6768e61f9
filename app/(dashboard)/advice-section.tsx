import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge";
import { Section } from "#components/ui/section";
import type { Advice, Repeat } from "#lib/kisi/advice";
import { sideLabels } from "#lib/kisi/error-codes/entry";

const repeatWords: Readonly<Record<Repeat, string>> = {
  not_needed: "no repeat needed",
  never: "do not repeat",
  by_hand: "repeat by hand only",
  with_backoff: "repeat with backoff",
  after_wait: "repeat after the wait",
  only_if_repeat_safe: "repeat only if harmless",
};

type AdviceSectionProps = {
  readonly advice: Advice;
  /** What is known of this very case; stands before what the answer means in general. */
  readonly children?: ReactNode;
};

/** What the answer means, whose business it is, and what Kisi's rules say to do about it. */
export function AdviceSection({ advice, children }: AdviceSectionProps) {
  return (
    <Section
      title={advice.title}
      actions={
        <>
          <Badge>{sideLabels[advice.side]}</Badge>
          <Badge tone={advice.retryable === "never" || advice.retryable === "by_hand" ? "caution" : "neutral"}>
            {repeatWords[advice.retryable]}
          </Badge>
        </>
      }
    >
      <div className="grid max-w-[72ch] gap-3">
        {advice.code ? (
          <p>
            <span className="font-mono text-xs">{advice.code.code}</span> “{advice.code.message}”
          </p>
        ) : null}
        {children}
        <p>{advice.meaning}</p>
        <p className="text-ink-2">{advice.rule}</p>
        {advice.steps.length > 0 ? (
          <ol className="grid list-decimal gap-1 pl-5">
            {advice.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        ) : null}
        <p className="text-xs">
          <a className="link" href={advice.docsUrl} rel="noreferrer" target="_blank">
            Kisi's page on error handling
          </a>
        </p>
      </div>
    </Section>
  );
}
