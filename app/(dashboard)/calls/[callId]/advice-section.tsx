import Link from "next/link";
import { Badge } from "#components/ui/badge";
import { Section } from "#components/ui/section";
import { adviceFor, type Repeat } from "#lib/kisi/advice";
import { sideLabels } from "#lib/kisi/error-codes/entry";
import type { Call } from "#lib/model/call";

const repeatWords: Readonly<Record<Repeat, string>> = {
  not_needed: "no repeat needed",
  never: "do not repeat",
  by_hand: "repeat by hand only",
  with_backoff: "repeat with backoff",
  after_wait: "repeat after the wait",
  only_if_repeat_safe: "repeat only if harmless",
};

/** What the answer means, whose business it is, and what Kisi's rules say to do about it. */
export function AdviceSection({ call, doorAction }: { call: Call; doorAction: boolean }) {
  const advice = adviceFor({ ...call, doorAction });
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
        {call.blockedReason === "guard" ? <HeldBecause words={call.errorMessage} /> : null}
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

function HeldBecause({ words }: { words: string | null }) {
  return (
    <p>
      {words}{" "}
      <Link className="link" href="/risk/guard">
        What the guard holds now
      </Link>
    </p>
  );
}
