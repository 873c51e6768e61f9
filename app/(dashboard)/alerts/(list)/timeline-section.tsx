import Link from "next/link";
import { Section } from "#components/ui/section";
import { formatNumber } from "#lib/format";
import type { Timeline, TimelineLane } from "../prepare-timeline";
import { severityFill } from "../severity-mark";

/** Alerts over the bad attempts of the same range. The list below says the same in words. */
export function TimelineSection({ timeline, note }: { timeline: Timeline; note: string }) {
  const { bad, most, lanes, ticks } = timeline;
  return (
    <Section title="Over time" note={note}>
      <div className="grid gap-2 sm:grid-cols-[11rem_minmax(0,1fr)] sm:gap-x-4">
        <span className="text-ink-3 text-xs sm:self-end sm:pb-1">Bad attempts, at most {formatNumber(most)} a bar</span>
        <svg viewBox={`0 0 ${bad.length} 40`} preserveAspectRatio="none" className="h-10 w-full" aria-hidden="true">
          {bad.map((share, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a bucket is its place
            <rect key={index} x={index} width={0.8} y={40 - share * 38} height={share * 38} fill="var(--s-4xx)" />
          ))}
          <line x1="0" x2={bad.length} y1="39.75" y2="39.75" stroke="var(--line-2)" strokeWidth="0.5" />
        </svg>
        {lanes.map((lane) => (
          <Lane key={lane.ruleId} lane={lane} />
        ))}
        <div className="relative h-4 text-ink-3 text-xs sm:col-start-2" aria-hidden="true">
          {ticks.map(({ at, label }) => (
            <span key={at} className="absolute -translate-x-1/2 whitespace-nowrap" style={{ left: `${at * 100}%` }}>
              {label}
            </span>
          ))}
        </div>
      </div>
    </Section>
  );
}

function Lane({ lane }: { lane: TimelineLane }) {
  return (
    <>
      <Link
        href={`/alerts/rules/${lane.ruleId}`}
        prefetch={false}
        className="truncate text-ink-2 text-xs hover:text-ink hover:underline sm:self-center"
      >
        {lane.name}
      </Link>
      <svg viewBox="0 0 1000 12" preserveAspectRatio="none" className="h-3 w-full self-center" aria-hidden="true">
        <line x1="0" x2="1000" y1="6" y2="6" stroke="var(--line)" strokeWidth="1" />
        {lane.bars.map(({ id, from, width, severity }) => (
          <rect key={id} x={from * 1000} width={width * 1000} y="2" height="8" fill={severityFill(severity)} />
        ))}
      </svg>
    </>
  );
}
