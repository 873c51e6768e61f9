import type { ChartMark } from "#components/charts/chart-marks.ts";
import { sentOutcomes, type TrafficPoint } from "#components/charts/traffic-points.ts";
import { floatingLook } from "#components/ui/floating.ts";
import { outcomeLooks } from "#components/ui/outcome-look.ts";
import { StatusSquare } from "#components/ui/status-mark";
import { formatDuration, formatNumber, formatRate } from "#lib/format";
import { formatClock, formatInstant, formatZone } from "#lib/time/format-time";

type BucketReadoutProps = {
  point: TrafficPoint;
  mark: ChartMark | undefined;
  /** The page's zone first, then the other one. */
  timeZones: readonly string[];
};

/** Everything known of one bucket: each class with count and rate, top of the stack first, as it is drawn. */
export function BucketReadout({ point, mark, timeZones }: BucketReadoutProps) {
  return (
    <div className={`${floatingLook} w-64 p-3 text-xs`}>
      {timeZones.map((timeZone, index) => (
        <p key={timeZone} className={index === 0 ? "font-medium text-sm" : "text-ink-3"}>
          {formatInstant(point.t, timeZone, { precision: "min", nowMs: point.t })} to{" "}
          {formatClock(point.endMs, timeZone)}
          <span className="ml-1 font-normal text-ink-3">{formatZone(point.t, timeZone)}</span>
        </p>
      ))}
      {point.partial ? <p className="text-caution">{partialWords[point.partial]}</p> : null}
      {mark && mark.deploys.length > 0 ? <p className="wrap-anywhere">Deployed: {mark.deploys.join(", ")}</p> : null}
      {mark && mark.alerts.length > 0 ? (
        <p className="wrap-anywhere">
          {mark.alerts.length === 1 ? "Alert began: " : "Alerts began: "}
          {mark.alerts.join(", ")}
        </p>
      ) : null}
      <dl className="mt-2 grid grid-cols-[1fr_auto_auto] gap-x-4 gap-y-0.5">
        {sentOutcomes.toReversed().map((outcome) => (
          <div key={outcome} className="col-span-3 grid grid-cols-subgrid">
            <dt className="flex items-center gap-1.5">
              <StatusSquare outcome={outcome} />
              {outcomeLooks[outcome].code}
            </dt>
            <dd className="text-right">{formatNumber(point.counts[outcome])}</dd>
            <dd className="w-14 text-right text-ink-3">{formatRate(point.counts[outcome], point.attempts)}</dd>
          </div>
        ))}
        <div className="col-span-3 mt-1 grid grid-cols-subgrid border-t pt-1">
          <dt>failures of {formatNumber(point.attempts)}</dt>
          <dd className="text-right">{formatNumber(point.failures)}</dd>
          <dd className="text-right text-ink-3">{formatRate(point.failures, point.attempts)}</dd>
        </div>
        <div className="col-span-3 grid grid-cols-subgrid">
          <dt>p95</dt>
          <dd className="col-span-2 text-right">{formatDuration(point.p95Ms)}</dd>
        </div>
      </dl>
    </div>
  );
}

const partialWords = {
  unfinished: "Not over yet: these figures will grow.",
  cut: "Cut by the edge of the range.",
} as const;
