import type { AttemptFilter } from "#lib/model/filter";
import { isBad, isFailure } from "#lib/model/outcome";
import type { RouteFigures } from "#lib/model/stats";
import type { Run } from "#lib/store/sqlite/figure-plan";
import type { FigureScope } from "#lib/store/sqlite/figure-scope";
import type { ReadFigures } from "#lib/store/sqlite/read-figures";
import { unpackCells, unpackP95s } from "#lib/store/sqlite/unpack-figures";
import type { Range } from "#lib/time/range";

type Sums = { -readonly [Field in Exclude<keyof RouteFigures, "route" | "p95">]: number };

/** Makes of figures by route the list of routes that failed, most failures first. */
export function createListFailingRoutes(readFigures: ReadFigures) {
  return (range: Range, filter: AttemptFilter, limit: number): readonly RouteFigures[] => {
    const asked = { range, filter, by: "route", bucketSeconds: 86_400, mayWiden: true, timeZone: "UTC" } as const;
    const packed = readFigures(asked, asOneBucket);
    const p95s = new Map(unpackP95s(packed).map(({ key, ms }) => [key, ms]));
    const routes = new Map<string, Sums>();
    for (const { key, outcome, attempts, retries } of unpackCells(packed)) {
      if (outcome === "blocked") continue;
      const sums = routes.get(key) ?? { attempts: 0, bad: 0, failures: 0, retries: 0 };
      sums.attempts += attempts;
      sums.retries += retries;
      if (isBad(outcome)) sums.bad += attempts;
      if (isFailure(outcome)) sums.failures += attempts;
      routes.set(key, sums);
    }
    return [...routes]
      .filter(([, { failures }]) => failures > 0)
      .sort(([nameA, a], [nameB, b]) => b.failures - a.failures || (nameA < nameB ? -1 : 1))
      .slice(0, limit)
      .map(([route, sums]) => ({ route, ...sums, p95: p95s.get(route) ?? null }));
  };
}

function asOneBucket({ range }: FigureScope): readonly Run[] {
  return [{ ...range, originMs: range.fromMs, widthMs: null }];
}
