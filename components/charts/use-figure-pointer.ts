"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type PointerEvent, useCallback, useRef } from "react";
import { callsWithinHref } from "#components/charts/calls-href.ts";
import { failedOutcomes, type SentOutcome, type TrafficPoint } from "#components/charts/traffic-points.ts";
import { useChartZoom } from "#components/charts/use-chart-zoom.ts";
import { useRange } from "#components/range/use-range.ts";
import { zoomOutRange } from "#lib/time/move-range";
import type { Range } from "#lib/time/range";

/** What pointer and keyboard do on a figure over time: drag zooms, click opens the calls, Esc undoes. */
export function useFigurePointer(points: readonly TrafficPoint[], shown: Range) {
  const zoom = useChartZoom(points, shown);
  const range = useRange();
  const router = useRouter();
  const active = useRef<number | null>(null);
  const hovered = useRef<SentOutcome | null>(null);

  // A tap tells the figures; only a mouse, which can tell them without, opens and drags.
  const isMouse = useRef(true);

  const open = (index: number | null) => {
    const point = index === null ? undefined : points[index];
    if (!point || point.attempts === 0) return;
    const bucket = { fromMs: Math.max(point.t, shown.fromMs), toMs: Math.min(point.endMs, shown.toMs) };
    const outcome = hovered.current ? [hovered.current] : point.failures > 0 ? failedOutcomes : [];
    router.push(callsWithinHref(bucket, range.search, outcome.length > 0 ? { outcome } : {}));
  };
  const zoomIn = () => {
    const point = active.current === null ? undefined : points[active.current];
    zoom.zoomIn(point ? (point.t + point.endMs) / 2 : (shown.fromMs + shown.toMs) / 2);
  };
  const press = (key: string): boolean => {
    if (key === "Enter") open(active.current);
    else if (key === "+" || key === "=") zoomIn();
    else if (key === "-") range.setRange(zoomOutRange(shown, Date.now()));
    else if (key === "Escape" && zoom.selection) zoom.cancel();
    else if (key === "Escape") zoom.undo?.();
    else return false;
    return true;
  };
  return {
    zoom,
    zoomIn,
    onPointerDown: (event: PointerEvent) => {
      isMouse.current = event.pointerType === "mouse" && event.button === 0;
    },
    onDown: (index: number) => {
      if (isMouse.current) zoom.start(index);
    },
    hover: (outcome: SentOutcome | null) => {
      hovered.current = outcome;
    },
    onActive: useCallback((index: number | null) => {
      active.current = index;
    }, []),
    onUp: (index: number) => {
      if (isMouse.current && !zoom.finish()) open(index);
    },
    onKeyDown: (event: KeyboardEvent) => {
      const isShortcut = event.ctrlKey || event.metaKey || event.altKey;
      if (!isShortcut && event.target instanceof SVGElement && press(event.key)) event.preventDefault();
    },
  };
}
