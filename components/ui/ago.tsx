import { formatAgo, formatIso } from "#lib/time/format-time";

type AgoProps = { ms: number | null; nowMs: number };

/** How long ago something was, if it ever was. */
export function Ago({ ms, nowMs }: AgoProps) {
  if (ms === null) return "never";
  return (
    <time dateTime={formatIso(ms)} title={formatIso(ms)}>
      {formatAgo(ms, nowMs)}
    </time>
  );
}
