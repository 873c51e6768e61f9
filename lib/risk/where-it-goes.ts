import type { RiskSettings } from "#lib/model/risk-settings";
import type { WindowSums } from "#lib/risk/budget";
import { backUnder, type RecentPace } from "#lib/risk/forecast";
import type { LimitState } from "#lib/risk/read-risk";

export const budgetParts = ["route", "credential", "integration"] as const;
export type BudgetPart = (typeof budgetParts)[number];

/** What one route, key, integration or status has used of the budget. */
export type Share = WindowSums & {
  /** `none` for attempts without a credential or an integration. */
  readonly key: string;
  /** Of the last minutes. */
  readonly recent: Pick<RecentPace, "attempts" | "bad">;
};

/** One thing to stop, and when less than the warning level is used then. */
export type Relief = { readonly part: BudgetPart; readonly key: string; readonly atMs: number };

/** What brings the budget back under the warning level. */
export type WayBack = {
  /** It comes back by itself at the present pace; null if it does not. */
  readonly byItselfAtMs: number | null;
  /** The one thing whose end brings it back soonest; null if no single one does, or none sooner. */
  readonly relief: Relief | null;
};

type Asked = {
  readonly state: LimitState;
  readonly settings: Pick<RiskSettings, "levels" | "floor">;
  readonly shares: Readonly<Record<BudgetPart, readonly Share[]>>;
};

/** How the budget gets back under the warning level; null while it is under it. */
export function wayBack({ state, settings, shares }: Asked): WayBack | null {
  const { window, history, recent, watched } = state;
  if (window.used === null || window.used < settings.levels.warning) return null;
  const asked = { limit: watched.limit, floor: settings.floor, share: settings.levels.warning };
  const when = (stopped: Share["recent"]) => backUnder(history, recent, { ...asked, stopped });
  const byItselfAtMs = when({ attempts: 0, bad: 0 });
  const reliefs = budgetParts.flatMap((part) =>
    shares[part]
      .filter(({ key, recent: { bad } }) => key !== "none" && bad > 0)
      .map(({ key, recent: stopped }) => ({ part, key, atMs: when(stopped) })),
  );
  const helping = reliefs.filter((relief): relief is Relief => relief.atMs !== null);
  const [best] = helping.toSorted((a, b) => a.atMs - b.atMs);
  const isSooner = best !== undefined && (byItselfAtMs === null || best.atMs < byItselfAtMs);
  return { byItselfAtMs, relief: isSooner ? best : null };
}
