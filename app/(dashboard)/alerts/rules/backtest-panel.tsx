"use client";

import { FormMessage } from "#components/form/form-message";
import { Button } from "#components/ui/button";
import { Select } from "#components/ui/select";
import { Time } from "#components/ui/time";
import { formatDuration } from "#lib/format";
import type { BacktestState } from "./actions";

type BacktestPanelProps = {
  state: BacktestState;
  action: (form: FormData) => void;
  isPending: boolean;
  timeZone: string;
};

/** Tries the rule as it stands in the form on what was recorded, before it is saved. */
export function BacktestPanel({ state, action, isPending, timeZone }: BacktestPanelProps) {
  return (
    <fieldset className="grid gap-3 rounded-md bg-paper-2 p-3">
      <legend className="sr-only">Backtest</legend>
      <div className="flex flex-wrap items-center gap-2">
        <span className="mr-auto">Which alerts would it have made?</span>
        <Select name="span" defaultValue="7d" aria-label="Of which time" className="w-36">
          <option value="24h">Last 24 hours</option>
          <option value="7d">Last 7 days</option>
          <option value="30d">Last 30 days</option>
        </Select>
        <Button pending={isPending} onClick={({ currentTarget: { form } }) => form && action(new FormData(form))}>
          Backtest
        </Button>
      </div>
      {state.kind === "failed" ? <FormMessage state={{ ...state, errors: {} }} /> : null}
      {state.kind === "told" ? <Told told={state} timeZone={timeZone} /> : null}
    </fieldset>
  );
}

function Told({ told, timeZone }: { told: Extract<BacktestState, { kind: "told" }>; timeZone: string }) {
  return (
    <div role="status" className="grid gap-2">
      <p className="font-medium">
        {told.summary} in the last {told.days === 1 ? "24 hours" : `${told.days} days`}.
      </p>
      {told.found > told.alerts.length ? (
        <p className="text-ink-3 text-xs">The newest {told.alerts.length} of them:</p>
      ) : null}
      {told.alerts.length === 0 ? null : (
        <ul className="grid gap-1.5 text-xs">
          {told.alerts.map(({ startedAtMs, endedAtMs, leadMs, summary }) => (
            <li key={startedAtMs} className="grid gap-x-3 sm:grid-cols-[12rem_minmax(0,1fr)]">
              <span className="text-ink-3">
                <Time ms={startedAtMs} timeZone={timeZone} precision="min" />,{" "}
                {endedAtMs === null ? "still firing" : formatDuration(endedAtMs - startedAtMs)}
              </span>
              <span className="wrap-anywhere text-ink-2">
                {summary}
                {leadMs === null ? "" : ` (${formatDuration(leadMs)} before a limit was used up)`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
