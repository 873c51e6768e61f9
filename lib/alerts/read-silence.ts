import type { SilenceData } from "#lib/alerts/kinds/no-traffic";
import type { CountsByKey } from "#lib/alerts/kinds/rates";
import { AppError } from "#lib/errors";
import type { Rule, RuleFilter, RuleGrouping } from "#lib/model/alert-rule";
import type { Range } from "#lib/time/range";

type Count = (range: Range, by: RuleGrouping, filter: RuleFilter) => Promise<CountsByKey>;

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
const comparedDays = 7;
const comparedWeeks = 4;

/** So far before its window a rule of silence looks. */
export const silenceReachMs = (comparedWeeks + 1) * weekMs;

/** Reads what silence at `nowMs` is compared with. Attempts up to `aheadMs` ahead count as of now. */
export async function readSilence(
  { filter, groupBy, windowSeconds }: Rule,
  countOf: Count,
  { nowMs, aheadMs }: { readonly nowMs: number; readonly aheadMs: number },
): Promise<SilenceData> {
  const windowMs = windowSeconds * 1_000;
  const count = (range: Range) => countOf(range, groupBy, filter);
  const spanAgo = (ms: number) => count({ fromMs: nowMs - ms - windowMs, toMs: nowMs - ms });
  const [counts, daysBefore, weeksBefore] = await Promise.all([
    count({ fromMs: nowMs - windowMs, toMs: nowMs + aheadMs }),
    Promise.all(Array.from({ length: comparedDays }, (_, day) => spanAgo((day + 1) * dayMs))),
    Promise.all(
      Array.from({ length: comparedWeeks }, async (_, at) => {
        const agoMs = (at + 1) * weekMs;
        const [span, week] = await Promise.all([
          orNothing(spanAgo(agoMs)),
          orNothing(count({ fromMs: nowMs - agoMs - weekMs, toMs: nowMs - agoMs })),
        ]);
        return { span, week };
      }),
    ),
  ]);
  return { counts, daysBefore, weeksBefore };
}

/** Weeks beyond retention cannot always be told apart as the rule's filter wants; the days before then have to do. */
async function orNothing(counted: Promise<CountsByKey>): Promise<CountsByKey> {
  try {
    return await counted;
  } catch (error) {
    if (error instanceof AppError && error.code === "unanswerable") return new Map();
    throw error;
  }
}
