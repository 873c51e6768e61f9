import { LevelBadge } from "#components/risk/level-badge";
import { AppError } from "#lib/errors";
import { formatRate } from "#lib/format";
import type { Risk } from "#lib/risk/read-risk";
import type { App } from "#lib/server/app";

/** Where the budget stands, at most a few seconds old; null if it cannot be read. */
export async function glanceAtRisk(app: Pick<App, "risk">): Promise<Risk | null> {
  try {
    return await app.risk.glance();
  } catch (error) {
    // The watch has logged the cause, and every page must show nevertheless.
    if (error instanceof AppError && error.code === "unavailable") return null;
    throw error;
  }
}

/** The level on every page. What cannot be read is unknown, and says so. */
export async function RiskBadge({ app }: { app: Pick<App, "risk"> }) {
  const risk = await glanceAtRisk(app);
  return <LevelBadge level={risk?.level ?? "unknown"} title={titleOf(risk)} />;
}

function titleOf(risk: Risk | null): string {
  if (risk === null) return "The budget cannot be read";
  const { used } = risk.deciding.window;
  if (risk.level === "unknown" || used === null) return "Too little to tell how much of your safety limit is used";
  return `${formatRate(used, 1)} of your safety limit is used`;
}
