"use client";

import Link from "next/link";
import { type FormEvent, useId, useState } from "react";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn.ts";
import { Input } from "#components/ui/input";
import { Segmented } from "#components/ui/segmented";
import { Slider } from "#components/ui/slider";
import { countingChoices, type LimitSearch, type MadeUpLimit, windowChoices } from "./limit-search.ts";
import { limitStops, nearestStop } from "./limit-stops.ts";
import { limitWords } from "./limit-words.ts";
import type { StartingPoint } from "./starting-points.ts";

type ExactLimitProps = {
  limit: MadeUpLimit;
  onChange: (change: Partial<LimitSearch>) => void;
};

type LimitControlsProps = ExactLimitProps & {
  counts: LimitSearch["counts"];
  points: readonly StartingPoint[];
  /** The history is being read again for another counting. */
  pending: boolean;
  onCounts: (counts: LimitSearch["counts"]) => void;
};

/** What is tried: the kind of limit, its size by slider or by typing, and its window. */
export function LimitControls({ limit, counts, points, pending, onChange, onCounts }: LimitControlsProps) {
  const { kind, shown, window } = limit;
  const stops = limitStops(kind);
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Segmented
          label="What is limited"
          value={kind}
          onValueChange={(next) => onChange({ kind: next, limit: null })}
          items={[
            { value: "rate", label: "Share of attempts" },
            { value: "count", label: "Number of attempts" },
          ]}
        />
        <Segmented
          label="Window"
          className="flex-wrap"
          value={window.per}
          onValueChange={(per) => onChange({ per })}
          items={windowChoices.map(({ per, label, words }) => ({ value: per, label, title: `Within any ${words}` }))}
        />
      </div>
      <div className="grid items-center gap-x-6 gap-y-2 md:grid-cols-[minmax(0,1fr)_auto]">
        <Slider
          label="Limit"
          valueText={`${limitWords(kind, shown)} within ${window.words}`}
          value={nearestStop(kind, shown)}
          max={stops.length - 1}
          onValueChange={(position) => onChange({ limit: stops[position] ?? shown })}
        />
        <ExactLimit limit={limit} onChange={onChange} />
      </div>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <div className="flex flex-wrap items-center gap-2">
          <span className="text-ink-3 text-xs">What counts</span>
          <Segmented
            label="What counts"
            className={cn("flex-wrap", pending && "opacity-60")}
            value={counts}
            onValueChange={onCounts}
            items={countingChoices.map(({ counts: value, label }) => ({ value, label }))}
          />
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <span className="text-ink-3 text-xs">Start from</span>
          {points.map(({ name, rule, href }) => (
            <Button key={name} asChild size="sm">
              <Link href={href} scroll={false} prefetch={false} title={rule}>
                {name}
              </Link>
            </Button>
          ))}
        </div>
      </div>
    </div>
  );
}

/** The limit to the figure, for those that lie between the slider's. What is typed is tried on Enter. */
function ExactLimit({ limit, onChange }: ExactLimitProps) {
  const id = useId();
  const { kind } = limit;
  const tried = `${kind} ${limit.shown} ${limit.appliesAbove}`;
  const [before, setBefore] = useState(tried);
  const [shown, setShown] = useState(String(limit.shown));
  const [above, setAbove] = useState(String(limit.appliesAbove));
  if (before !== tried) {
    setBefore(tried);
    setShown(String(limit.shown));
    setAbove(String(limit.appliesAbove));
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChange({ limit: Number(shown), ...(kind === "rate" ? { above: Number(above) } : {}) });
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-2">
      <label htmlFor={`${id}-limit`}>More than</label>
      <Input
        id={`${id}-limit`}
        name="limit"
        type="number"
        required
        min={0}
        max={kind === "rate" ? 100 : 1_000_000}
        step={kind === "rate" ? "any" : 1}
        value={shown}
        onChange={(event) => setShown(event.target.value)}
        className="w-24 text-right"
      />
      <span>{kind === "rate" ? "% bad," : "bad attempts"}</span>
      {kind === "rate" ? (
        <>
          <label htmlFor={`${id}-above`}>from more than</label>
          <Input
            id={`${id}-above`}
            name="above"
            type="number"
            required
            min={0}
            max={1_000_000}
            step={1}
            value={above}
            onChange={(event) => setAbove(event.target.value)}
            className="w-24 text-right"
          />
          <span>attempts on</span>
        </>
      ) : null}
      <Button type="submit" size="sm">
        Try
      </Button>
    </form>
  );
}
