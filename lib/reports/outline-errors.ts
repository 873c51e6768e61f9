import { formatDuration, formatNumber, formatRate } from "#lib/format";
import type { Report } from "#lib/model/report";
import type { Block } from "#lib/reports/outline";
import { clock, countsTable, plain } from "#lib/reports/outline-text";
import { attemptsIn } from "#lib/reports/suggest-words";

/** The classes of failure in the colours of the app, told apart in print by their order and names. */
export const failureClasses = [
  { key: "client_error", label: "4xx", color: "#c77700" },
  { key: "rate_limited", label: "429", color: "#b0569a" },
  { key: "server_error", label: "5xx", color: "#b3261e" },
  { key: "network_error", label: "no answer", color: "#333333" },
] as const;

/** When it began and ended, over time, and where. */
export function frequencyBlocks(report: Report): Block[] {
  const { failures, routes, totals } = report;
  const all = attemptsIn(report);
  if (failures.firstAt === null || failures.lastAt === null) {
    return [{ kind: "paragraph", text: `None of ${formatNumber(totals.attempts)} attempts failed.` }];
  }
  const classes = failureClasses.filter(({ key }) => (totals.byOutcome[key] ?? 0) > 0);
  return [
    {
      kind: "facts",
      rows: [
        { label: "First failure", value: clock(failures.firstAt) },
        { label: "Last failure", value: clock(failures.lastAt) },
        {
          label: "Failed",
          value: `${formatNumber(totals.failures)} of ${formatNumber(all)} attempts, ${formatRate(totals.failures, all)}`,
        },
      ],
    },
    {
      kind: "chart",
      chart: {
        label: `Failed attempts by status class, a bar is ${formatDuration(failures.bucketSeconds * 1_000).replace("\u00a0", " ")}, times in UTC`,
        classes,
        bucketSeconds: failures.bucketSeconds,
        bars: failures.points.map(({ t, attempts, byOutcome }) => ({
          t,
          attempts,
          values: classes.map(({ key }) => byOutcome[key] ?? 0),
        })),
      },
    },
    countsTable(
      "Affected routes",
      "Route",
      // Of failures alone each route would have failed every time.
      routes.map(({ route, base, ...counts }) => ({ key: route, ...counts, attempts: base ?? counts.attempts })),
    ),
  ];
}

/** Every kind of failure with Kisi's own code and words. */
export function errorsTable({ errors, moreErrors }: Report): Block {
  const rows = errors.map(({ route, status, networkError, errorCode, errorMessage, attempts, firstAt, lastAt }) => [
    plain(route),
    networkError === null ? String(status) : networkError.replaceAll("_", " "),
    errorCode ?? "–",
    plain(errorMessage ?? "–"),
    formatNumber(attempts),
    shortClock(firstAt),
    shortClock(lastAt),
  ]);
  return {
    kind: "table",
    table: {
      label:
        moreErrors === 0
          ? "Kinds of failure"
          : `Kinds of failure; ${formatNumber(moreErrors)} further failed attempts are of rarer kinds, in the attachments`,
      columns: [
        { label: "Route", mono: true, wide: true },
        { label: "Status" },
        { label: "Kisi code", mono: true },
        { label: "Kisi says", wide: true },
        { label: "Attempts", align: "right" },
        { label: "First (UTC)" },
        { label: "Last (UTC)" },
      ],
      rows,
    },
  };
}

function shortClock(iso: string): string {
  return iso.slice(5, 19).replace("T", " ");
}
