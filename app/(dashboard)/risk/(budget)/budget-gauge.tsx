import { levelLooks } from "#components/risk/level-look.ts";
import { LevelMark } from "#components/risk/level-mark";
import { cn } from "#components/ui/cn.ts";
import { formatCount, formatNumber, formatRate } from "#lib/format";
import { limitWords } from "#lib/format/limit-words";
import type { BudgetWindow } from "#lib/model/risk";
import type { RiskSettings } from "#lib/model/risk-settings";

type BudgetGaugeProps = { window: BudgetWindow; levels: RiskSettings["levels"] };

/** How full one limit is: the figure, a bar up to and past the limit, and how many bad attempts are left. */
export function BudgetGauge({ window, levels }: BudgetGaugeProps) {
  const { limit, used, level, attempts, bad, remaining } = window;
  return (
    <div className="grid gap-2 border-t px-4 py-3 first:border-t-0">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className={cn("font-medium text-xl tracking-[-0.01em]", level === "unknown" && "text-ink-3")}>
          {used === null ? <span className="text-ink-3">unknown</span> : formatRate(used, 1)}
        </span>
        <span className="text-ink-2">of {limitWords(limit)}</span>
        <LevelMark level={level} className="ml-auto" />
      </div>
      <GaugeBar used={used} fill={levelLooks[level].fill} levels={levels} />
      <p className="flex flex-wrap gap-x-4 text-ink-3 text-xs">
        <span>
          {attempts === 0
            ? "no attempts"
            : `${formatNumber(bad)} bad of ${formatCount(attempts, "attempt")}, ${formatRate(bad, attempts)}`}
        </span>
        {attempts > 0 ? <RateBounds window={window} /> : null}
        <span className="ml-auto">{remainingWords(remaining, attempts, window.level)}</span>
      </p>
    </div>
  );
}

function RateBounds({ window: { bounds, limit } }: { window: BudgetWindow }) {
  if (bounds === null || limit.rate === null) return null;
  return (
    <span title="Wilson bounds, one-sided 95 % each">
      in the long run {formatRate(bounds.low, 1)} to {formatRate(bounds.high, 1)}
    </span>
  );
}

function remainingWords(remaining: number, attempts: number, level: BudgetWindow["level"]): string {
  // Of so few attempts a single bad one is past any rate: that is no budget used up.
  if (attempts === 0 || (level === "unknown" && remaining === 0)) return "";
  return remaining === 0 ? "nothing left" : `${formatCount(remaining, "bad attempt")} left`;
}

type GaugeBarProps = { used: number | null; fill: string; levels: RiskSettings["levels"] };

/** Decoration, for the figure stands above it. It reaches past the limit, so that being over it shows; the marks are the levels and the limit. */
function GaugeBar({ used, fill, levels }: GaugeBarProps) {
  const scale = Math.max(1.2, (used ?? 0) * 1.05);
  const at = (share: number) => `${(share / scale) * 100}%`;
  return (
    <div aria-hidden className="relative h-6">
      <div className="absolute inset-x-0 top-1.5 h-3 overflow-hidden rounded-sm bg-paper-3">
        <div className={cn("h-full", fill)} style={{ width: at(used ?? 0) }} />
      </div>
      {[levels.warning, levels.critical].map((share) => (
        <span key={share} className="absolute top-0.5 h-5 w-px bg-ink-2" style={{ left: at(share) }} />
      ))}
      <span className="absolute top-0 h-6 w-0.5 bg-ink" style={{ left: at(1) }} title="The limit" />
    </div>
  );
}
