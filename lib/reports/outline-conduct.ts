import { formatCount, formatDuration, formatNumber } from "#lib/format";
import type { Report } from "#lib/model/report";
import type { Block, Section } from "#lib/reports/outline";
import { clock, countsTable } from "#lib/reports/outline-text";

/** The control: other routes and keys in the same range. */
export function controlSection({ control, range }: Report): Section {
  const worked = control.routes
    .filter(({ attempts, failures }) => failures < attempts)
    .map(({ route, ...counts }) => ({ key: route, ...counts }));
  const keys = control.credentials.map(({ fingerprint, ...counts }) => ({ key: fingerprint, ...counts }));
  return {
    title: "What worked at the same time",
    blocks: [
      {
        kind: "paragraph",
        text:
          `Of all our traffic from ${clock(range.from)} to ${clock(range.to)}, ` +
          `${formatNumber(control.attempts - control.failures)} of ${formatCount(control.attempts, "attempt")} did not fail.`,
      },
      ...(worked.length > 0 ? [countsTable("Routes that worked", "Route", worked)] : []),
      ...(keys.length > 0 ? [countsTable("Keys that were in use", "Key", keys)] : []),
    ],
  };
}

/** Proof of backoff, and the policy that brought it. */
export function repeatsSection({ repeats, retryPolicy }: Report): Section {
  const { count, afterClientError, asked, honoured, gaps } = repeats;
  const facts: Block = {
    kind: "facts",
    rows: [
      { label: "Repetitions by Ajar", value: formatNumber(count) },
      { label: "After a 4xx other than 429", value: formatNumber(afterClientError) },
      {
        label: "Waits asked for (Retry-After)",
        value: `${formatNumber(honoured)} of ${formatNumber(asked)} waited in full`,
      },
      ...(repeats.byOthers > 0
        ? [{ label: "By other programs", value: `${formatNumber(repeats.byOthers)}, not governed by this policy` }]
        : []),
    ],
  };
  const table: Block = {
    kind: "table",
    table: {
      label: "Time between the end of an attempt and the next one",
      columns: [
        { label: "Repetition", wide: true },
        ...["Count", "Shortest", "Median", "Longest"].map((label) => ({ label, align: "right" as const })),
      ],
      rows: gaps.map((gap) => [
        `${gap.repetition}.`,
        formatNumber(gap.count),
        formatDuration(gap.minMs),
        formatDuration(gap.medianMs),
        formatDuration(gap.maxMs),
      ]),
    },
  };
  return {
    title: "How we repeat calls",
    blocks: [facts, ...(gaps.length > 0 ? [table] : []), { kind: "list", items: retryPolicy }],
  };
}
