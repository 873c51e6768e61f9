"use client";

import { Check } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { RangeForm } from "#components/range/range-form";
import type { useRange } from "#components/range/use-range.ts";
import { ZoneToggle } from "#components/range/zone-toggle";
import { Button } from "#components/ui/button";
import { toast } from "#components/ui/toaster";
import { formatRange } from "#lib/time/format-time";
import { defaultRangePreset, rangePresets } from "#lib/time/range";
import { serializeRangeSearch } from "#lib/time/range-search";

type RangePanelProps = {
  range: ReturnType<typeof useRange>;
  timeZone: string;
  localTimeZone: string;
  onDone: () => void;
};

/** Presets, a typed range, and the range in words. Mounted when it opens, so "now" is that moment. */
export function RangePanel({ range, timeZone, localTimeZone, onDone }: RangePanelProps) {
  const { search } = range;
  const shown = range.resolve();
  const current = search.last ?? (search.from ? null : defaultRangePreset);
  return (
    <>
      <ul className="grid grid-cols-2 gap-px p-1.5" aria-label="Spans">
        {rangePresets.map(({ last, label }) => (
          <li key={last}>
            <Button
              variant="ghost"
              size="sm"
              className="w-full justify-start font-normal text-ink"
              aria-pressed={last === current}
              onClick={() => {
                range.setLast(last);
                onDone();
              }}
            >
              {label}
              {last === current ? <Check className="ml-auto text-accent" aria-hidden /> : null}
            </Button>
          </li>
        ))}
      </ul>
      <RangeForm
        shown={shown}
        timeZone={timeZone}
        onRange={(next) => {
          if (next.toMs === null) range.setOpenRange(next.fromMs);
          else range.setRange({ fromMs: next.fromMs, toMs: next.toMs });
          onDone();
        }}
      />
      <footer className="border-t px-3 py-2 text-ink-3 text-xs">
        <p>{formatRange(shown, timeZone, shown.toMs)}</p>
        <div className="mt-1.5 flex items-center gap-2">
          <ZoneToggle range={range} localTimeZone={localTimeZone} className="mr-auto" />
          <FreezeButton range={range} />
        </div>
      </footer>
    </>
  );
}

/** A relative range means another span tomorrow; this link keeps the one that is on the screen. */
function FreezeButton({ range }: { range: ReturnType<typeof useRange> }) {
  const pathname = usePathname();
  const params = useSearchParams();
  const copy = async () => {
    const { fromMs, toMs } = range.resolve();
    const base = new URL(`${pathname}?${params}`, window.location.origin);
    const from = new Date(fromMs).toISOString();
    const to = new Date(toMs).toISOString();
    const link = serializeRangeSearch(base, { last: null, from, to });
    try {
      await navigator.clipboard.writeText(link);
      toast("Link copied", "It keeps exactly this range.");
    } catch {
      // No clipboard on pages that are not encrypted.
      toast("Not copied", link);
    }
  };
  return (
    <Button variant="ghost" size="sm" className="-mr-1.5 text-xs" onClick={copy}>
      Copy frozen link
    </Button>
  );
}
