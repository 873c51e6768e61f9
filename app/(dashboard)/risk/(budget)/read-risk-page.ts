import { AppError } from "#lib/errors";
import type { RiskSettings } from "#lib/model/risk-settings";
import { decidingOf } from "#lib/risk/budget";
import { type BudgetPoint, readBudgetHistory } from "#lib/risk/read-budget-history";
import type { LimitState, Risk } from "#lib/risk/read-risk";
import { readShares, type Shares } from "#lib/risk/read-shares";
import { type WayBack, wayBack } from "#lib/risk/where-it-goes";
import type { App } from "#lib/server/app";
import type { Range } from "#lib/time/range";

export type ShownHistory =
  | { readonly kind: "points"; readonly points: readonly BudgetPoint[] }
  | { readonly kind: "unanswerable"; readonly why: string };

/** What the Risk page shows, all as of one moment. */
export type RiskPageData = {
  readonly risk: Risk;
  readonly settings: RiskSettings;
  /** The limit that is looked at. */
  readonly shown: LimitState;
  readonly history: ShownHistory;
  readonly shares: Shares;
  readonly wayBack: WayBack | null;
  readonly names: BudgetNames;
};

/** What people call the keys of figures. */
export type BudgetNames = {
  readonly integrations: ReadonlyMap<string, string>;
  /** Last four characters of each key. */
  readonly credentials: ReadonlyMap<string, string | null>;
};

type Asked = { readonly range: Range; readonly limitSeconds: number | null };

/** Reads the Risk page. Throws `unavailable` when store or settings cannot be read. */
export async function readRiskPage(
  { risk: watch, riskSettings, store }: Pick<App, "risk" | "riskSettings" | "store">,
  { range, limitSeconds }: Asked,
): Promise<RiskPageData> {
  const settings = riskSettings.read();
  const risk = await watch.read();
  const shown = risk.own.find(({ watched }) => watched.limit.seconds === limitSeconds) ?? decidingOf(risk.own, []);
  const [history, shares, { integrations, credentials }] = await Promise.all([
    readShownHistory(store, shown, range),
    readShares(store, shown.watched, risk.asOfMs),
    store.listFilterValues(),
  ]);
  return {
    risk,
    settings,
    shown,
    history,
    shares,
    wayBack: wayBack({ state: shown, settings, shares }),
    names: {
      integrations: new Map(integrations.map(({ id, name }) => [id, name])),
      credentials: new Map(credentials.map(({ fingerprint, last4 }) => [fingerprint, last4])),
    },
  };
}

async function readShownHistory(store: App["store"], shown: LimitState, range: Range): Promise<ShownHistory> {
  try {
    return { kind: "points", points: await readBudgetHistory(store, shown.watched, range) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "unanswerable") throw error;
    return { kind: "unanswerable", why: error.message };
  }
}
