"use client";

import { useActionState } from "react";
import { Button } from "#components/ui/button";
import { Section } from "#components/ui/section";
import { formatDuration } from "#lib/format";
import type { AlertMessage } from "#lib/model/alert-message";
import { SeverityMark } from "../severity-mark";
import { type DrillState, runDrillAction } from "./actions";

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
      note="your rules and limits, a scratch store, and a simulated Kisi that suspends at a limit which it does not tell"
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
        <Told {...state.drill} />
      )}
    </Section>
  );
}

type ToldProps = Extract<DrillState, { kind: "done" }>["drill"];

function Told({ startedAtMs, firstMistakeAtMs, suspendedAtMs, messages }: ToldProps) {
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
      <p className="text-base">{verdictOf(messages, firstMistakeAtMs, suspendedAtMs)}</p>
      <ol className="divide-y divide-line border-y">
        {lines.map(({ atMs, words, told }) => (
          <li
            key={told ? `${told.message.type} ${told.message.data.alertId}` : words}
            className="grid gap-x-4 py-2 sm:grid-cols-[7rem_8rem_minmax(0,1fr)]"
          >
            <span className="text-ink-3">after {since(atMs)}</span>
            {told ? (
              <>
                <SeverityMark severity={told.message.data.severity} />
                <span className="wrap-anywhere">
                  <span className="font-medium">{told.message.data.rule}</span> {typeWords[told.message.type]}:{" "}
                  {told.message.data.summary}
                  <span className="block text-ink-3 text-xs">would be told to {told.channels.join(", ")}</span>
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

function verdictOf(messages: ToldProps["messages"], firstMistakeAtMs: number | null, suspendedAtMs: number | null) {
  const warned = messages.find(
    ({ atMs, message }) => message.type === "alert.firing" && atMs >= (firstMistakeAtMs ?? 0),
  );
  if (!warned || firstMistakeAtMs === null) return "Nobody would have been warned: look at the rules.";
  const afterwards = formatDuration(warned.atMs - firstMistakeAtMs);
  if (suspendedAtMs === null) return `You would have been warned ${afterwards} after the mistake.`;
  if (suspendedAtMs <= warned.atMs) return "The warning would have come after the suspension: look at the rules.";
  return `You would have been warned ${afterwards} after the mistake, ${formatDuration(suspendedAtMs - warned.atMs)} before the suspension.`;
}
