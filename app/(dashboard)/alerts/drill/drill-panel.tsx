"use client";

import Link from "next/link";
import { useActionState } from "react";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { Section } from "#components/ui/section";
import type { Drill } from "#lib/drill/fire-drill";
import { formatDuration } from "#lib/format";
import type { AlertMessage } from "#lib/model/alert-message";
import { SeverityMark } from "../severity-mark";
import { type DrillState, runDrillAction } from "./actions";
import { type DrillVerdict, drillVerdict } from "./drill-verdict";

const idle: DrillState = { kind: "idle" };
const typeWords: Readonly<Record<AlertMessage["type"], string>> = {
  "alert.firing": "begins",
  "alert.escalated": "becomes graver",
  "alert.reminder": "goes on",
  "alert.resolved": "is over",
  "alert.test": "test",
};

/** Runs the drill and shows what would have been sent, when. */
export function DrillPanel() {
  const [state, run, isPending] = useActionState(runDrillAction, idle);
  return (
    <Section
      title="An hour that never was"
      note="Your rules and limits, a scratch store, and a simulated Kisi that suspends at a limit which it does not tell."
      actions={
        <form action={run}>
          <Button type="submit" variant="primary" pending={isPending}>
            {state.kind === "idle" ? "Run the drill" : "Run it again"}
          </Button>
        </form>
      }
    >
      {state.kind === "idle" ? (
        <p className="max-w-[70ch] text-ink-2">
          For twenty minutes all is well. Then every fourth call asks for something that does not exist, until the
          simulated Kisi suspends the integration. It takes a few seconds. Nothing is sent, and nothing is kept.
        </p>
      ) : (
        <Told drill={state.drill} />
      )}
    </Section>
  );
}

function Told({ drill }: { drill: Drill }) {
  const { startedAtMs, firstMistakeAtMs, suspendedAtMs, messages } = drill;
  const since = (ms: number) => formatDuration(ms - startedAtMs);
  const moments = [
    ...(firstMistakeAtMs === null ? [] : [{ atMs: firstMistakeAtMs, words: "The mistake begins" }]),
    ...(suspendedAtMs === null ? [] : [{ atMs: suspendedAtMs, words: "Kisi suspends the integration" }]),
  ];
  const lines = [
    ...moments.map((moment) => ({ ...moment, told: null })),
    ...messages.map((told) => ({ atMs: told.atMs, words: "", told })),
  ].toSorted((a, b) => a.atMs - b.atMs);
  return (
    <div role="status" className="grid gap-3">
      <Verdict {...drillVerdict(drill)} />
      <ol className="divide-y divide-line border-y">
        {lines.map(({ atMs, words, told }) => (
          <li
            key={told ? `${told.message.type} ${told.message.data.alertId}` : words}
            className="grid items-start gap-x-4 py-2 sm:grid-cols-[7rem_8rem_minmax(0,1fr)]"
          >
            <span className="text-ink-3">after {since(atMs)}</span>
            {told ? (
              <>
                <SeverityMark severity={told.message.data.severity} />
                <span className="wrap-anywhere">
                  <span className="font-medium">{told.message.data.rule}</span> {typeWords[told.message.type]}:{" "}
                  {told.message.data.summary}
                  <span className="block text-ink-3 text-xs">
                    {told.channels.length > 0
                      ? `would be told to ${told.channels.join(", ")}`
                      : "would be told to nobody: there is no channel"}
                  </span>
                </span>
              </>
            ) : (
              <span className="text-ink-2 sm:col-span-2">{words}</span>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** The next step: what is missing is put right where it stands. */
const remedies = {
  rules: { href: "/alerts/rules", words: "Look at the rules" },
  channels: { href: "/alerts/channels", words: "Add a channel" },
} as const;

function Verdict({ words, missing }: DrillVerdict) {
  const remedy = missing && remedies[missing];
  if (remedy === null) return <p className="text-base">{words}</p>;
  return (
    <Notice tone="caution">
      {words}{" "}
      <Link className="link" href={remedy.href}>
        {remedy.words}
      </Link>
    </Notice>
  );
}
