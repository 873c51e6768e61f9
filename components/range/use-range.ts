"use client";

import { useRouter } from "next/navigation";
import { parseAsString, useQueryStates } from "nuqs";
import { useTransition } from "react";
import type { Range, RangePreset } from "#lib/time/range";
import { type RangeSearch, rangeSearch, resolveShownRange } from "#lib/time/range-search";

// A cursor points into the list of one range, so it goes when the range does.
const keys = { ...rangeSearch, cursor: parseAsString };

/** The range in the URL and the ways to change it; `pending` while the server answers for the new one. */
export function useRange() {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [search, setSearch] = useQueryStates(keys, { history: "push", shallow: false, startTransition });
  return {
    search,
    pending,
    /** Nothing lies after the range, because it ends with now. */
    endsNow: search.last !== null || !search.to,
    /** What the URL means now. For event handlers: the clock is read at each call. */
    resolve: (nowMs = Date.now()): Range => resolveShownRange(search, nowMs).range,
    setLast: (last: RangePreset) => setSearch({ last, from: null, to: null, cursor: null }),
    setRange: (range: Range) =>
      setSearch({ last: null, from: isoOf(range.fromMs), to: isoOf(range.toMs), cursor: null }),
    setOpenRange: (fromMs: number) => setSearch({ last: null, from: isoOf(fromMs), to: null, cursor: null }),
    /** Asks again for the same range, which may have moved on. */
    refresh: () => startTransition(() => router.refresh()),
    /** Puts back what the URL said before. */
    restore: (before: Pick<RangeSearch, "last" | "from" | "to">) => setSearch({ ...before, cursor: null }),
    setZone: (tz: RangeSearch["tz"]) => setSearch({ tz }),
  };
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}
