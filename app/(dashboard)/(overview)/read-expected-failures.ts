import type { RiskSettings } from "#lib/model/risk-settings";
import type { Store } from "#lib/store/store";
import { readExpected } from "#lib/traffic/read-expected";
import { isWhyNot, orWhyNot } from "../or-why-not";
import type { RangeView } from "../range-view";
import type { Overview } from "./read-overview";
import { countTallies, totalsWithout, withoutExpected } from "./without-expected";

/** The overview with what is left out of its failures, and how that is said; null if nothing is. */
export type Unexpected = { readonly overview: Overview; readonly note: number | "unanswerable" | null };

type Asked = Pick<RangeView, "filter" | "timeZone"> & { readonly expected: RiskSettings["expected"] };

/** Takes expected failures out of the overview's failures, where they can be counted. */
export async function leaveOutExpected(store: Store, overview: Overview, asked: Asked): Promise<Unexpected> {
  if (asked.expected.length === 0) return { overview, note: null };
  const { range, bucketSeconds, before } = overview;
  const spanBefore = { fromMs: range.fromMs - (range.toMs - range.fromMs), toMs: range.fromMs };
  const [found, foundBefore] = await Promise.all([
    orWhyNot(readExpected(store, { ...asked, range, bucketSeconds })),
    orWhyNot(
      before === null ? Promise.resolve([]) : readExpected(store, { ...asked, range: spanBefore, bucketSeconds }),
    ),
  ]);
  if (isWhyNot(found)) return { overview, note: "unanswerable" };
  const cleaned = withoutExpected(overview, found);
  // Against a span that still has its expected failures, any change would be theirs.
  const comparable = before === null || isWhyNot(foundBefore) ? null : totalsWithout(before, foundBefore);
  return { overview: { ...cleaned, before: comparable }, note: countTallies(found) };
}
