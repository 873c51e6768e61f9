import { formatCount, formatDuration, formatNumber, formatRate } from "#lib/format";
import type { Report } from "#lib/model/report";
import type { Outline, Section } from "#lib/reports/outline";
import { appendixSection } from "#lib/reports/outline-appendix";
import { callsSection } from "#lib/reports/outline-calls";
import { controlSection, repeatsSection } from "#lib/reports/outline-conduct";
import { errorsTable, frequencyBlocks } from "#lib/reports/outline-errors";
import { senderSection } from "#lib/reports/outline-sender";
import { clock, minute, plain } from "#lib/reports/outline-text";
import { attemptsIn } from "#lib/reports/suggest-words";
import type { ReportIssue } from "#lib/store/report-store";

/** The report as sections, in the order of what a support engineer asks. `issue` is null for a draft. */
export function outlineReport(report: Report, issue: ReportIssue | null): Outline {
  const sections = [
    summarySection(report),
    ...(report.fix ? [fixSection(report, report.fix)] : []),
    toldSection(report),
    senderSection(report),
    { title: "What fails, and how often", blocks: [...frequencyBlocks(report), errorsTable(report)] },
    callsSection(report),
    controlSection(report),
    repeatsSection(report),
    ...(report.timeline.length > 0 ? [timelineSection(report)] : []),
    appendixSection(report, issue),
  ];
  return {
    title: plain(report.title),
    claim: plain(report.claim),
    imprint: imprintOf(report, issue),
    name: issue === null ? "Draft" : `Report ${issue.number}`,
    sections: sections.filter(({ blocks }) => blocks.length > 0),
  };
}

function imprintOf(report: Report, issue: ReportIssue | null): string[] {
  const { organization } = report.sender;
  const to = report.template === "failure" ? "For Kisi Support" : "For Kisi: request for reinstatement";
  const state =
    issue === null
      ? `Draft, gathered ${minute(report.gatheredAt)}`
      : `Report ${issue.number}, issued ${minute(new Date(issue.atMs).toISOString())}${issue.by ? ` by ${issue.by}` : ""}`;
  return [organization === null ? to : `${to}, from ${organization}`, state];
}

function summarySection(report: Report): Section {
  const { totals, range, selection } = report;
  const all = attemptsIn(report);
  const { attempts, failures, bad, calls, retries, latencyMs } = totals;
  return {
    title: "In short",
    blocks: [
      {
        kind: "figures",
        items: [
          { label: "Failed attempts", value: formatNumber(failures), note: `of ${formatNumber(all)}` },
          { label: "Failure rate", value: formatRate(failures, all), note: `n = ${formatNumber(all)}` },
          { label: "Bad requests (4xx, 429)", value: formatNumber(bad), note: formatRate(bad, all) },
          {
            label: "Latency p95",
            value: formatDuration(latencyMs.p95),
            note: latencyMs.exact ? "exact" : "within 2 %",
          },
        ],
      },
      {
        kind: "facts",
        rows: [
          { label: "Range", value: `${clock(range.from)} to ${clock(range.to)}` },
          { label: "What is counted", value: plain(selection.words) },
          {
            label: "Attempts",
            value: `${formatNumber(attempts)} HTTP exchanges, of ${formatCount(calls, "call")}; ${formatNumber(retries)} of them repetitions`,
          },
          ...(all === attempts
            ? []
            : [
                {
                  label: "They are a part of",
                  value: `${formatNumber(all)} attempts of the same routes, integrations and keys`,
                },
              ]),
          { label: "By status class", value: listCounts(totals.byStatusClass) },
          { label: "By outcome", value: listCounts(totals.byOutcome) },
          ...(totals.blocked > 0
            ? [
                {
                  label: "Never sent",
                  value: `${formatCount(totals.blocked, "call")} held back by Ajar before sending`,
                },
              ]
            : []),
        ],
      },
    ],
  };
}

function listCounts(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).filter(([, n]) => n > 0);
  return parts.map(([name, n]) => `${name.replaceAll("_", " ")} ${formatNumber(n)}`).join(", ") || "none";
}

function fixSection({ totals }: Report, fix: NonNullable<Report["fix"]>): Section {
  const row = (label: string, { from, to, attempts, bad, failures }: typeof fix.before) => [
    label,
    `${clock(from)} to ${clock(to)}`,
    formatNumber(attempts),
    formatNumber(bad),
    formatRate(bad, attempts),
    formatNumber(failures),
  ];
  const last =
    fix.lastBadAt === null ? "No bad request was sent in the range." : `Last bad request: ${clock(fix.lastBadAt)}.`;
  return {
    title: "Proof that it stopped",
    blocks: [
      { kind: "paragraph", text: `Fixed at ${clock(fix.at)}. ${last}` },
      {
        kind: "table",
        table: {
          label: "Bad requests before and after the fix",
          columns: [
            { label: "Side" },
            { label: "Range", wide: true },
            ...["Attempts", "Bad", "Bad rate", "Failures"].map((label) => ({ label, align: "right" as const })),
          ],
          rows: [row("Before", fix.before), row("After", fix.after)],
        },
      },
      ...(totals.blocked > 0
        ? [
            {
              kind: "paragraph" as const,
              text: `${formatCount(totals.blocked, "call")} that could only fail were held back and never sent.`,
            },
          ]
        : []),
    ],
  };
}

function toldSection({ template, told }: Report): Section {
  const labels =
    template === "failure"
      ? { impact: "Who is affected", expected: "Expected", actual: "What happens instead", stepsTaken: "What we tried" }
      : {
          impact: "What was wrong",
          expected: "What should have happened",
          actual: "How it was found",
          stepsTaken: "What was fixed, and when",
        };
  const rows = (["impact", "expected", "actual", "stepsTaken"] as const).flatMap((name) => {
    const text = told[name];
    return text === null ? [] : [{ label: labels[name], value: plain(text) }];
  });
  return {
    title: template === "failure" ? "What happened" : "The cause and the fix",
    blocks: rows.length > 0 ? [{ kind: "facts", rows }] : [],
  };
}

function timelineSection({ timeline }: Report): Section {
  return {
    title: "What we did meanwhile",
    blocks: [
      { kind: "paragraph", text: "Notes on problems, and what was deployed, in the range." },
      {
        kind: "table",
        table: {
          label: "Notes and deploys",
          columns: [{ label: "When (UTC)", mono: true }, { label: "What" }, { label: "Of which", wide: true }],
          rows: timeline.map(({ at, kind, text }) => [clock(at), kind, plain(text)]),
        },
      },
    ],
  };
}
