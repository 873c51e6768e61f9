import { formatInstant, formatIso, formatZone } from "#lib/time/format-time";

type TimeProps = {
  ms: number;
  /** IANA zone of the page. */
  timeZone: string;
  precision?: "min" | "s" | "ms";
  nowMs?: number;
  className?: string | undefined;
};

/** An instant in the page's zone; ISO in UTC on hover. */
export function Time({ ms, timeZone, precision, nowMs, className }: TimeProps) {
  const iso = formatIso(ms);
  const options = { ...(precision ? { precision } : {}), ...(nowMs === undefined ? {} : { nowMs }) };
  return (
    <time dateTime={iso} title={`${iso} · shown in ${formatZone(ms, timeZone)}`} className={className}>
      {formatInstant(ms, timeZone, options)}
    </time>
  );
}
