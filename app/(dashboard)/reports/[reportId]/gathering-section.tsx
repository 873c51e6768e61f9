"use client";

import { useRouter } from "next/navigation";
import { useActionState, useEffect } from "react";
import { FormMessage } from "#components/form/form-message";
import { idleForm } from "#components/form/form-values.ts";
import { Button } from "#components/ui/button";
import { Progress } from "#components/ui/progress";
import { Section } from "#components/ui/section";
import { formatCount, formatNumber } from "#lib/format";
import type { Gathering } from "#lib/reports/gatherings";
import { cancelGatheringAction, gatherAgainAction } from "../actions";

type GatheringSectionProps = {
  id: string;
  gathering: Gathering | null;
  /** How many attempts there are to read; null if that is not known before. */
  expected: number | null;
};

const lookAgainMs = 700;

/** How far the reading of the rows is, with a way to end it, and to begin again. */
export function GatheringSection({ id, gathering, expected }: GatheringSectionProps) {
  const isRunning = gathering?.state === "running";
  const [state, action, isPending] = useActionState(isRunning ? cancelGatheringAction : gatherAgainAction, idleForm);
  const router = useRouter();
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => router.refresh(), lookAgainMs);
    return () => clearInterval(timer);
  }, [isRunning, router]);
  return (
    <Section title="Reading the attempts">
      <form action={action} className="grid gap-3">
        <input type="hidden" name="id" value={id} />
        {gathering?.state === "running" ? (
          <>
            <p role="status">{howFar(gathering.attempts, expected)}</p>
            {expected === null ? null : (
              <Progress
                label="Attempts read"
                value={Math.min(gathering.attempts, expected)}
                max={expected}
                words={howFar(gathering.attempts, expected)}
              />
            )}
          </>
        ) : (
          <p className="text-ink-2">
            {gathering?.state === "failed"
              ? gathering.message
              : "The attempts of this draft have not been read in full, so there is nothing to show yet."}
          </p>
        )}
        <FormMessage state={state} />
        <Button type="submit" pending={isPending} className="justify-self-start">
          {isRunning ? "Cancel" : "Read them again"}
        </Button>
      </form>
    </Section>
  );
}

function howFar(attempts: number, expected: number | null): string {
  return expected === null
    ? `${formatCount(attempts, "attempt")} read`
    : `${formatNumber(attempts)} of ${formatCount(expected, "attempt")} read`;
}
