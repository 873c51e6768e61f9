"use client";

import { useEffect, useState } from "react";
import { useRange } from "#components/range/use-range.ts";
import { zoomInRange } from "#lib/time/move-range";
import type { Range } from "#lib/time/range";

type Bucket = { readonly t: number; readonly endMs: number };
type Asked = { readonly last: string | null; readonly from: string | null; readonly to: string | null };

/** Dragging over a chart zooms into what was dragged over; every zoom of this page can be undone. */
export function useChartZoom(buckets: readonly Bucket[], shown: Range) {
  const range = useRange();
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const [trail, setTrail] = useState<readonly Asked[]>([]);
  // The browser's own "back" may have undone a zoom already.
  const before = trail.findLast((asked) => !isSame(asked, range.search));
  const first = drag ? buckets[Math.min(drag.from, drag.to)] : undefined;
  const last = drag ? buckets[Math.max(drag.from, drag.to)] : undefined;

  const zoomTo = (next: Range) => {
    const { last, from, to } = range.search;
    setTrail([...trail, { last, from, to }]);
    range.setRange({ fromMs: Math.max(next.fromMs, shown.fromMs), toMs: Math.min(next.toMs, shown.toMs) });
  };

  const dragging = drag !== null;
  useEffect(() => {
    if (!dragging) return;
    const drop = () => setDrag(null);
    window.addEventListener("mouseup", drop);
    return () => window.removeEventListener("mouseup", drop);
  }, [dragging]);

  return {
    pending: range.pending,
    /** The buckets dragged over so far, if they are more than one. */
    selection: first && last && first !== last ? { fromMs: first.t, lastMs: last.t, toMs: last.endMs } : null,
    start: (index: number) => setDrag({ from: index, to: index }),
    move: (index: number) => drag && setDrag({ ...drag, to: index }),
    /** True if there was a drag, and so no click. */
    finish: (): boolean => {
      setDrag(null);
      if (!first || !last || first === last) return false;
      zoomTo({ fromMs: first.t, toMs: last.endMs });
      return true;
    },
    cancel: () => setDrag(null),
    zoomIn: (aroundMs: number) => zoomTo(zoomInRange(shown, aroundMs)),
    /** Puts back the range from before the last zoom; null while there is none. */
    undo: before
      ? () => {
          setTrail(trail.slice(0, trail.lastIndexOf(before)));
          range.restore(before);
        }
      : null,
  };
}

function isSame(a: Asked, b: Asked): boolean {
  return a.last === b.last && a.from === b.from && a.to === b.to;
}
