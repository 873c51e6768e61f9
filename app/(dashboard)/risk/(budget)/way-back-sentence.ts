import { formatRate } from "#lib/format";
import type { RiskSettings } from "#lib/model/risk-settings";
import type { BudgetPart, WayBack } from "#lib/risk/where-it-goes";
import { when } from "./forecast-sentence";

type Frame = {
  readonly levels: RiskSettings["levels"];
  /** What people call a route, a key or an integration. */
  readonly nameOf: (part: BudgetPart, key: string) => string;
  readonly nowMs: number;
  readonly timeZone: string;
};

/** What brings the budget back under the level at which it warns. */
export function wayBackSentence({ byItselfAtMs, relief }: WayBack, frame: Frame): string {
  const under = `under ${formatRate(frame.levels.warning, 1)}`;
  const byItself =
    byItselfAtMs === null
      ? ""
      : `At the present pace it is back ${under} by ${when(byItselfAtMs, frame)}, when enough has aged out.`;
  if (relief) {
    const stopped = `Stop ${frame.nameOf(relief.part, relief.key)} and you are back ${under} by ${when(relief.atMs, frame)}.`;
    return byItselfAtMs === null ? stopped : `${stopped} ${byItself}`;
  }
  return byItself === "" ? `No single route, key or integration brings it back ${under} alone.` : byItself;
}
