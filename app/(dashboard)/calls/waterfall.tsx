import { cn } from "#components/ui/cn.ts";
import { StatusMark } from "#components/ui/status-mark";
import { formatDuration } from "#lib/format";
import type { StopReason } from "#lib/model/attempt";
import { formatClock } from "#lib/time/format-time";
import type { Stretch, WaterfallRow } from "./prepare-waterfall";
import { stopWords } from "./stop-words";

const looks: Readonly<Record<Stretch["kind"], { readonly words: string; readonly className: string }>> = {
  waited: { words: "waited before it", className: "hatch border-y border-line-2" },
  held_back: { words: "held back by the pacer", className: "bg-paper-3 border border-line-3" },
  to_head: { words: "until the head of the answer", className: "bg-accent" },
  no_head: { words: "without an answer", className: "bg-ink-3" },
  body: { words: "reading the body", className: "bg-accent/40" },
};

type WaterfallProps = {
  readonly rows: readonly WaterfallRow[];
  readonly timeZone: string;
  /** Why none came after the last; null if that is not known. */
  readonly stopReason: StopReason | null;
};

/** Each attempt on one time axis, with the waits between. */
export function Waterfall({ rows, timeZone, stopReason }: WaterfallProps) {
  const kinds = [...new Set(rows.flatMap(({ stretches }) => stretches.map(({ kind }) => kind)))];
  return (
    <div className="grid gap-3">
      <ol className="grid gap-3">
        {rows.map(({ attempt, stretches }) => (
          <li key={attempt.attempt} className="grid gap-1.5">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs">
              <span className="font-medium">Attempt {attempt.attempt}</span>
              <StatusMark {...attempt} className="text-xs" />
              {attempt.errorCode ? <span className="font-mono">{attempt.errorCode}</span> : null}
              <span className="ml-auto flex gap-x-3">
                <span className="text-ink-3">{formatClock(attempt.startedAtMs, timeZone, "ms")}</span>
                <span className="min-w-14 text-right">{formatDuration(attempt.latencyMs)}</span>
              </span>
            </div>
            <div className="relative h-4 overflow-hidden rounded-sm bg-paper-2">
              {stretches.map(({ kind, start, length }) => (
                <span
                  key={kind}
                  aria-hidden
                  className={cn("absolute inset-y-0 min-w-px", looks[kind].className)}
                  style={{ left: `${start * 100}%`, width: `${length * 100}%` }}
                />
              ))}
            </div>
            <p className="text-ink-3 text-xs">
              {stretches.map(({ kind, ms }) => `${formatDuration(ms)} ${looks[kind].words}`).join(", ")}
              {attempt.retryAfterMs === null ? null : `; asked to wait ${formatDuration(attempt.retryAfterMs)}`}
            </p>
          </li>
        ))}
      </ol>
      {stopReason === null || stopReason === "answered" ? null : (
        <p>
          <span className="font-medium">Not sent again.</span> {stopWords[stopReason]}
        </p>
      )}
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-ink-3 text-xs" aria-label="Legend">
        {kinds.map((kind) => (
          <li key={kind} className="flex items-center gap-1.5">
            <span aria-hidden className={cn("h-2.5 w-4 rounded-[2px]", looks[kind].className)} />
            {looks[kind].words}
          </li>
        ))}
      </ul>
    </div>
  );
}
