import { Stat, StatRow } from "#components/ui/stat";
import { fewSamples, formatCount, formatNumber, formatRate, rateQuantity } from "#lib/format";
import { formatAgo } from "#lib/time/format-time";
import type { KeyFigures } from "#lib/traffic/read-key-figures";

type FiguresProps = { figures: KeyFigures; span: string; usedAtMs: number | null; nowMs: number };

export function Figures({ figures, span, usedAtMs, nowMs }: FiguresProps) {
  const { attempts, bad, failures, unauthorized } = figures;
  const rate = rateQuantity(failures, attempts);
  return (
    <StatRow>
      <Stat
        label="Failure rate"
        value={rate?.value ?? null}
        unit={rate?.unit}
        note={attempts === 0 ? "no attempts" : `${formatNumber(failures)} of ${formatCount(attempts, "attempt")}`}
        few={attempts > 0 && attempts < fewSamples}
      />
      <Stat label="Attempts" value={formatNumber(attempts)} note={span} />
      <Stat label="Bad attempts" value={formatNumber(bad)} note={`4xx and 429, ${formatRate(bad, attempts)}`} />
      <Stat label="Refused keys" value={formatNumber(unauthorized)} note="answers with 401" />
      <Stat
        label="Token last used"
        value={usedAtMs === null ? "never" : formatAgo(usedAtMs, nowMs)}
        note="of all its tokens"
      />
    </StatRow>
  );
}
