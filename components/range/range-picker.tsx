"use client";

import { CalendarClock, ChevronLeft, ChevronRight, RotateCw, ZoomOut } from "lucide-react";
import { useState } from "react";
import { RangePanel } from "#components/range/range-panel";
import { useRange } from "#components/range/use-range.ts";
import { ZoneToggle } from "#components/range/zone-toggle";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn.ts";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover";
import { Tooltip } from "#components/ui/tooltip";
import { formatInstant, formatRange } from "#lib/time/format-time";
import { shiftRange, zoomOutRange } from "#lib/time/move-range";
import { defaultRangePreset, type Range, rangePresets } from "#lib/time/range";
import { labelRange, type RangeSearch } from "#lib/time/range-search";

type RangePickerProps = {
  /** The browser's zone as the server knows it, so that both render the same words. */
  localTimeZone: string;
  /** Rough time of rendering; settles whether the year is told. */
  nowMs: number;
};

/** One range and zone for every chart and list of a page. The URL is its state. */
export function RangePicker({ localTimeZone, nowMs }: RangePickerProps) {
  const range = useRange();
  const [open, setOpen] = useState(false);
  const timeZone = range.search.tz === "utc" ? "UTC" : localTimeZone;
  const label = wordsFor(range.search, range.resolve(nowMs), timeZone, nowMs);
  const short = shortWordsFor(range.search);
  const move = (how: typeof zoomOutRange) => () => {
    const now = Date.now();
    range.setRange(how(range.resolve(now), now));
  };
  return (
    <div className="flex min-w-0 items-center gap-1">
      {range.pending ? <PendingBar /> : null}
      <div className="flex min-w-0 items-center rounded-md border border-line-2">
        <Step label="Earlier" onClick={move((now, nowMs) => shiftRange(now, -1, nowMs))} icon={ChevronLeft} />
        <Popover open={open} onOpenChange={setOpen}>
          <PopoverTrigger asChild>
            <Button
              data-shortcut="range"
              variant="ghost"
              size="sm"
              className="min-w-0 shrink rounded-none border-line-2 border-x px-2.5 text-ink"
            >
              <CalendarClock className="text-ink-3 max-sm:hidden" aria-hidden />
              <span className={cn("truncate", short && "max-sm:sr-only")}>{label}</span>
              {short ? (
                <span className="sm:hidden" aria-hidden>
                  {short}
                </span>
              ) : null}
            </Button>
          </PopoverTrigger>
          <PopoverContent className="w-80 p-0" aria-label="Range">
            <RangePanel range={range} timeZone={timeZone} localTimeZone={localTimeZone} onDone={() => setOpen(false)} />
          </PopoverContent>
        </Popover>
        <Step
          label="Later"
          disabled={range.endsNow}
          onClick={move((now, nowMs) => shiftRange(now, 1, nowMs))}
          icon={ChevronRight}
        />
      </div>
      <Tooltip content="Zoom out: twice the span">
        <Button
          variant="ghost"
          size="icon-sm"
          className="max-sm:hidden"
          aria-label="Zoom out"
          onClick={move(zoomOutRange)}
        >
          <ZoomOut aria-hidden />
        </Button>
      </Tooltip>
      <Tooltip content="Ask again">
        <Button variant="ghost" size="icon-sm" className="max-sm:hidden" aria-label="Refresh" onClick={range.refresh}>
          <RotateCw aria-hidden />
        </Button>
      </Tooltip>
      <ZoneToggle className="max-sm:hidden" range={range} localTimeZone={localTimeZone} />
    </div>
  );
}

/** The name of a relative range, the dates of a fixed one. */
function wordsFor(search: RangeSearch, range: Range, timeZone: string, nowMs: number): string {
  if (search.last || !search.from) return labelRange(search);
  if (search.to) return formatRange(range, timeZone, nowMs);
  return `Since ${formatInstant(range.fromMs, timeZone, { precision: "min", nowMs })}`;
}

/** `24h`, for a phone; a fixed range has no shorter words than its dates. */
function shortWordsFor({ last, from }: RangeSearch): string | null {
  if (!last && from) return null;
  return rangePresets.find((preset) => preset.last === last)?.last ?? defaultRangePreset;
}

type StepProps = { label: string; disabled?: boolean; onClick: () => void; icon: typeof ChevronLeft };

function Step({ label, disabled, onClick, icon: Icon }: StepProps) {
  return (
    <Tooltip content={`${label} by one span`}>
      <Button
        variant="ghost"
        size="icon-sm"
        className="w-7 rounded-none first:rounded-l-[5px] last:rounded-r-[5px]"
        aria-label={label}
        aria-disabled={disabled}
        onClick={disabled ? undefined : onClick}
      >
        <Icon aria-hidden />
      </Button>
    </Tooltip>
  );
}

/** Says that the figures shown are still those of the range before. */
function PendingBar() {
  return (
    <div role="status" className="fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden">
      <span className="sr-only">Loading the new range</span>
      <div className="fade-in-0 h-full animate-in animate-pulse bg-accent fill-mode-both delay-150" />
    </div>
  );
}
