"use client";

import { useQueryStates } from "nuqs";
import { useTransition } from "react";
import type { LiveState } from "#components/live/follow-live.ts";
import { liveSearch } from "#components/live/live-search.ts";
import { useLive } from "#components/live/use-live.ts";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn.ts";
import { Tooltip } from "#components/ui/tooltip";

type LiveToggleProps = {
  /** Why what is shown cannot change any more, such as a range with an end. */
  hindrance?: string | undefined;
};

const words: Readonly<Record<LiveState, string>> = {
  connecting: "Connecting",
  live: "Live",
  reconnecting: "Reconnecting",
  paused: "Paused while hidden",
};

/** Follows the traffic: the page is drawn anew as attempts are stored. The URL is its state. */
export function LiveToggle({ hindrance }: LiveToggleProps) {
  const [isPending, startTransition] = useTransition();
  const [{ live }, setSearch] = useQueryStates(liveSearch, { history: "replace", shallow: false, startTransition });
  const isOn = live !== null && hindrance === undefined;
  const { state, isRefreshing } = useLive(isOn);
  const hint = hindrance ?? (isOn ? "Stop following the traffic" : "Follow the traffic as it comes");
  return (
    <div className="flex items-center gap-2" data-print="hide">
      <span role="status" className={cn("text-ink-3 text-xs", state === "live" && "sr-only")}>
        {state === null ? null : words[state]}
      </span>
      <Tooltip content={hint}>
        <Button
          size="sm"
          aria-pressed={isOn}
          aria-disabled={hindrance !== undefined || undefined}
          onClick={hindrance === undefined ? () => void setSearch({ live: isOn ? null : "1" }) : undefined}
        >
          <span
            aria-hidden
            className={cn(
              "size-2 rounded-full border-[1.5px] border-line-3",
              isOn && "border-accent",
              isOn && state === "live" && "bg-accent",
              (isPending || isRefreshing) && "motion-safe:animate-pulse",
            )}
          />
          Live
        </Button>
      </Tooltip>
    </div>
  );
}
