import type { BudgetWindow, Forecast, RiskLevel, RiskPresetId } from "#lib/model/risk";
import type { RiskSettings } from "#lib/model/risk-settings";
import { budgetBuckets, historyOf, weighTallies } from "#lib/risk/buckets";
import { decidingOf, judgeWindow, sumBuckets } from "#lib/risk/budget";
import { earliestForecast, forecastLimit, paceSpanMs, type RecentPace } from "#lib/risk/forecast";
import type { WindowHistory } from "#lib/risk/projection";
import { ownLimits, presetLimits, type WatchedLimit } from "#lib/risk/watched-limits";
import { type BucketSeconds, bucketSeconds } from "#lib/time/bucket";
import type { Range } from "#lib/time/range";
import { readTallies, type Tallies, type TallyReader } from "#lib/traffic/read-tallies";

/** The budget of one limit as of now, with what looking ahead takes. */
export type LimitState = {
  readonly watched: WatchedLimit;
  readonly window: BudgetWindow;
  readonly history: WindowHistory;
  readonly recent: RecentPace;
  readonly forecast: Forecast;
};

export type Risk = {
  readonly asOfMs: number;
  /** That of `deciding`. */
  readonly level: RiskLevel;
  /** The limit that decides the level of all. */
  readonly deciding: LimitState;
  /** The user's own limits, in their order. */
  readonly own: readonly LimitState[];
  /** Every vendor's rule, side by side. */
  readonly presets: readonly LimitState[];
  /** Those of the presets that count for the level. */
  readonly counted: readonly RiskPresetId[];
  /** Of the limits that count, the earliest. */
  readonly forecast: Forecast;
};

// As far ahead as a told time is believed: a clock that ran ahead must not hide what was sent just now.
const aheadMs = 5 * 60_000;

/** The trailing window of so many seconds as of now. */
export function trailingRange(seconds: number, nowMs: number): Range {
  return { fromMs: nowMs - seconds * 1_000, toMs: nowMs + aheadMs };
}

/**
 * Where the budget stands, counted in attempts from rollups and, at the edges, raw rows. Rejects when the store cannot
 * be read: that is never a level.
 */
export async function readRisk(store: TallyReader, settings: RiskSettings, nowMs: number): Promise<Risk> {
  const own = ownLimits(settings);
  const spans = [...new Set([...own, ...presetLimits].map(({ limit }) => limit.seconds))];
  const read = (seconds: number, width = bucketFor(seconds)) =>
    readTallies(store, { range: trailingRange(seconds, nowMs), bucketSeconds: width });
  const [recent, ...windows] = await Promise.all([
    read(paceSpanMs / 1_000, 300),
    ...spans.map((seconds) => read(seconds)),
  ]);
  const tallied = new Map(spans.map((seconds, index) => [seconds, windows[index]]));
  const stateOf = (watched: WatchedLimit) => {
    const tallies = tallied.get(watched.limit.seconds);
    if (!tallies) throw new Error(`nothing was read for ${watched.limit.seconds} s`);
    return limitState(watched, { tallies, recent, settings, nowMs });
  };
  const states = { own: own.map(stateOf), presets: presetLimits.map(stateOf) };
  const counting = states.presets.filter(({ watched: { preset } }) => preset && settings.presets.includes(preset));
  const applying = [...states.own, ...counting].filter(({ window }) => window.applies);
  const deciding = decidingOf(states.own, counting);
  return {
    ...states,
    asOfMs: nowMs,
    level: deciding.window.level,
    deciding,
    counted: settings.presets,
    forecast: earliestForecast(applying.map(({ forecast }) => forecast)),
  };
}

type Facts = {
  readonly tallies: Tallies;
  readonly recent: Tallies;
  readonly settings: RiskSettings;
  readonly nowMs: number;
};

function limitState(watched: WatchedLimit, { tallies, recent, settings, nowMs }: Facts): LimitState {
  const { limit, weighed } = watched;
  const buckets = budgetBuckets(tallies, weighed);
  const history = historyOf(tallies, buckets, { nowMs, windowMs: limit.seconds * 1_000 });
  const pace = { spanMs: paceSpanMs, ...weighTallies(recent.tallies, weighed) };
  return {
    watched,
    window: judgeWindow(watched, sumBuckets(buckets), settings),
    history,
    recent: pace,
    forecast: forecastLimit(history, pace, { limit, floor: settings.floor }),
  };
}

/** Fine enough to see a window's attempts age out, in at most some 300 steps; an hour and more come from rollups. */
function bucketFor(seconds: number): BucketSeconds {
  const finest = seconds < 3_600 ? 60 : 300;
  return bucketSeconds.find((width) => width >= finest && seconds / width <= 300) ?? 10_800;
}
