import { Stat, StatRow } from "#components/ui/stat";
import { formatNumber } from "#lib/format";
import type { Guard } from "#lib/outbound/guard";
import { formatInstant } from "#lib/time/format-time";

type CountsRowProps = { counts: ReturnType<Guard["counts"]>; timeZone: string; nowMs: number };

/** What the guard has done, and what it would have done. */
export function CountsRow({ counts: { total, sinceMs }, timeZone, nowMs }: CountsRowProps) {
  const since = `since ${formatInstant(sinceMs, timeZone, { nowMs, precision: "min" })}`;
  return (
    <StatRow>
      <Stat label="Kept from Kisi" value={formatNumber(total.refused)} note={`calls, ${since}`} />
      <Stat
        label="Enforcing would have saved"
        value={formatNumber(total.saved)}
        note={`bad attempts while it only watched, ${since}`}
      />
      <Stat
        label="Enforcing would have been wrong"
        value={formatNumber(total.mistaken)}
        note={`calls that succeeded all the same, ${since}`}
      />
    </StatRow>
  );
}
