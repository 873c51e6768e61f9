import type { Moment } from "#components/charts/chart-marks.ts";
import type { Store } from "#lib/store/store";
import type { RangeView } from "../range-view";

/** More would be a fence, not marks. */
const marksMax = 200;

/** What went live in a range, and which alerts began. Traffic that is narrowed has the deploys of its integrations. */
export async function readMarks(
  store: Pick<Store, "listDeploys" | "listAlerts">,
  { range, filter }: Pick<RangeView, "range" | "filter">,
): Promise<{ readonly deploys: readonly Moment[]; readonly alerts: readonly Moment[] }> {
  const isNarrowed = Object.keys(filter).length > 0;
  const [deploys, alerts] = await Promise.all([
    store.listDeploys(range, marksMax),
    // Which traffic an alert is about does not follow from its rule alone.
    isNarrowed ? [] : store.listAlerts({ ...range, state: null, ruleId: null, limit: marksMax }),
  ]);
  return {
    deploys: deploys
      .filter(({ integration }) => integration === null || (filter.integration?.includes(integration) ?? true))
      .map(({ release, atMs }) => ({ atMs, name: release })),
    alerts: alerts
      .filter(({ startedAtMs }) => startedAtMs >= range.fromMs)
      .map(({ ruleName, startedAtMs }) => ({ atMs: startedAtMs, name: ruleName })),
  };
}
