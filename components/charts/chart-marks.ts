/** What happened within one bucket beside the traffic: what went live, and which alerts began. */
export type ChartMark = {
  /** Start of the bucket, epoch ms. */
  readonly t: number;
  /** Releases, oldest first. */
  readonly deploys: readonly string[];
  /** What alerts are called, oldest first. */
  readonly alerts: readonly string[];
};

/** Something at an instant, with a name. */
export type Moment = { readonly atMs: number; readonly name: string };

type Buckets = readonly { readonly t: number; readonly endMs: number }[];

/** Sets moments into the buckets in which they happened; buckets without one are left out. */
export function chartMarks(
  buckets: Buckets,
  moments: { readonly deploys: readonly Moment[]; readonly alerts: readonly Moment[] },
): readonly ChartMark[] {
  const deploys = moments.deploys.toSorted((a, b) => a.atMs - b.atMs);
  const alerts = moments.alerts.toSorted((a, b) => a.atMs - b.atMs);
  return buckets.flatMap(({ t, endMs }) => {
    const namesOf = (all: readonly Moment[]) => [
      ...new Set(all.filter(({ atMs }) => atMs >= t && atMs < endMs).map(({ name }) => name)),
    ];
    const mark = { t, deploys: namesOf(deploys), alerts: namesOf(alerts) };
    return mark.deploys.length + mark.alerts.length > 0 ? [mark] : [];
  });
}

/** As short as a chart has room for: `v2.4 +1`, `alert`. */
export function markLabel({ deploys, alerts }: ChartMark): string {
  const [release] = deploys;
  const kinds = [release && shortened(release), alerts.length > 0 ? "alert" : undefined].filter(Boolean).join(", ");
  const others = Math.max(deploys.length - 1, 0) + Math.max(alerts.length - 1, 0);
  return others > 0 ? `${kinds} +${others}` : kinds;
}

/** As a share of the figure's width; nearer labels would lie over each other. */
const leastGap = 0.09;

/** The labels of marks, by the time at which each stands: marks that stand close together share one. */
export function markLabels(marks: readonly ChartMark[], bucketStarts: readonly number[]): ReadonlyMap<number, string> {
  const placeOf = ({ t }: ChartMark) => bucketStarts.indexOf(t) / Math.max(1, bucketStarts.length);
  const groups: ChartMark[] = [];
  for (const mark of marks) {
    const last = groups.at(-1);
    if (last && placeOf(mark) - placeOf(last) < leastGap) groups[groups.length - 1] = joined(last, mark);
    else groups.push(mark);
  }
  return new Map(groups.map((group) => [group.t, markLabel(group)]));
}

function joined(first: ChartMark, next: ChartMark): ChartMark {
  const both = (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])];
  return { t: first.t, deploys: both(first.deploys, next.deploys), alerts: both(first.alerts, next.alerts) };
}

function shortened(name: string): string {
  return name.length > 12 ? `${name.slice(0, 11)}…` : name;
}
