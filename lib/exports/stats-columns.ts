import type { Column } from "#lib/exports/column";
import { zonedIso } from "#lib/exports/zoned-iso";
import type { Stats, StatsPoint } from "#lib/model/stats";

/** A point of a series as a row of its own. */
export type StatsRow = StatsPoint & { readonly key: string };

/** The columns of exported figures. */
export function statsColumns(timeZone: string): readonly Column<StatsRow>[] {
  return [
    { name: "t", of: ({ t }) => zonedIso(t, timeZone) },
    { name: "key", of: ({ key }) => key },
    { name: "attempts", of: ({ attempts }) => attempts },
    { name: "bad", of: ({ bad }) => bad },
    { name: "p95", of: ({ p95 }) => p95 },
  ];
}

/** A batch for each series: every bucket is a row, also one without attempts. */
export async function* statsRows({ series }: Pick<Stats, "series">): AsyncGenerator<readonly StatsRow[]> {
  for (const { key, points } of series) yield points.map((point) => ({ ...point, key }));
}
