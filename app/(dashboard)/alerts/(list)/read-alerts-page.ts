import type { App } from "#lib/server/app";
import { readStats } from "#lib/traffic/read-stats";
import { isWhyNot, orWhyNot } from "../../or-why-not";
import type { RangeView } from "../../range-view";
import { gravestFirst } from "../gravest-first";
import { prepareTimeline } from "../prepare-timeline";

const historyShown = 200;
const firingShown = 100;

/** All that the page of alerts shows. The timeline is null where the range can no longer be told in figures. */
export async function readAlertsPage({ alerts, store }: Pick<App, "alerts" | "store">, view: RangeView) {
  const { range, nowMs, timeZone } = view;
  const query = { ...range, state: null, ruleId: null };
  const [firing, history, silences, rules, channels, stats] = await Promise.all([
    alerts.list({ ...query, state: "firing", fromMs: 0, toMs: nowMs + 1, limit: firingShown }),
    alerts.list({ ...query, limit: historyShown + 1 }),
    alerts.silences.list(),
    alerts.rules.list(),
    alerts.channels.list(),
    orWhyNot(readStats(store, { range, filter: {}, by: "none", bucket: "auto", timeZone })),
  ]);
  const shown = history.slice(0, historyShown);
  const points = isWhyNot(stats) ? null : (stats.series[0]?.points ?? []);
  return {
    firing: gravestFirst(firing),
    history: shown,
    isCut: history.length > historyShown,
    timeline: points && prepareTimeline(shown, points, { range, nowMs, timeZone }),
    silences,
    rules,
    channels: channels.length,
  };
}
