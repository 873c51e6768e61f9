"use client";

import { X } from "lucide-react";
import type { TrafficValues } from "#components/traffic/traffic-values.ts";
import { useTraffic } from "#components/traffic/use-traffic.ts";

/** Says whose traffic alone a page shows; each part is taken away by one press. Nothing while it shows all. */
export function TrafficScope({ values }: { values: TrafficValues }) {
  const { isShown, parts, set, clear } = useTraffic(values);
  if (!isShown || parts.length === 0) return null;
  return (
    <ul className="mb-4 flex flex-wrap items-center gap-1.5" aria-label="Whose traffic is shown">
      {parts.map(({ key, kind, name }) => (
        <li key={key} className="max-w-full">
          <button
            type="button"
            onClick={() => set(key, "")}
            className="inline-flex h-6 max-w-full items-center gap-1 rounded-sm border border-line-2 pr-1 pl-2 text-ink-2 text-xs hover:bg-paper-3 pointer-coarse:h-8"
          >
            <span className="sr-only">Take away the filter </span>
            <span className="shrink-0 text-ink-3">{kind} </span>
            <span className="max-w-64 truncate font-medium text-ink">{name}</span>
            <X className="size-3 shrink-0" aria-hidden data-print="hide" />
          </button>
        </li>
      ))}
      <li data-print="hide">
        <button type="button" onClick={clear} className="link px-1 text-xs">
          Show all traffic
        </button>
      </li>
    </ul>
  );
}
