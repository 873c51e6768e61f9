import { formatNumber, formatRate } from "#lib/format";
import type { CopiedRequest } from "#lib/problems/copy-request";
import type { Culprit } from "#lib/problems/fault";
import type { ProblemDetail } from "#lib/problems/read-problem";
import { codeFence, inlineMarkdown } from "#lib/reports/render/markdown-text";
import { formatIso } from "#lib/time/format-time";
import type { Range } from "#lib/time/range";
import { signatureWords } from "../problem-words";

type Written = {
  readonly detail: ProblemDetail;
  readonly range: Range;
  /** Its latest kept request; null if none is kept. */
  readonly copied: CopiedRequest | null;
  /** Where this problem is read in full. */
  readonly url: string;
};

const faultWords: Readonly<Record<Culprit, string>> = {
  kisi: "likely Kisi's",
  ours: "likely ours",
  network: "likely the network's",
  unclear: "unclear",
};

/** A problem as Markdown, to be pasted into a ticket: counts, times in UTC, advice, evidence, and a request as cURL. */
export function problemMarkdown({ detail, range, copied, url }: Written): string {
  const { problem, figures, bad, routeAttempts, advice, fault, firstDeploy } = detail;
  const what = [problem.status ?? "no answer", problem.route, signatureWords(problem)].filter((part) => part !== null);
  const release = firstDeploy ? ` in release ${firstDeploy.release}` : "";
  const share =
    routeAttempts === null
      ? "of some integrations or keys alone"
      : `${formatRate(figures.attempts, routeAttempts)} of its route's ${formatNumber(routeAttempts)}`;
  const facts = [
    ["State", problem.state],
    ["Range", `${formatIso(range.fromMs)} to ${formatIso(range.toMs)}`],
    ["Failed attempts", `${formatNumber(figures.attempts)} (${share}), ${formatNumber(bad)} of them bad`],
    ["Calls that ended so", formatNumber(figures.calls)],
    ["First seen", `${formatIso(problem.firstSeenAtMs)}${release}`],
    ["Last seen", formatIso(problem.lastSeenAtMs)],
    ["Whose fault", faultWords[fault.verdict]],
  ] as const;
  const parts = [
    `# ${inlineMarkdown(what.join(" "))}`,
    facts.map(([name, value]) => `- **${name}:** ${inlineMarkdown(value)}`).join("\n"),
    listOf(
      "Evidence",
      "-",
      fault.evidence.map(({ words }) => words),
    ),
    `## ${inlineMarkdown(advice.title)}`,
    inlineMarkdown(advice.meaning),
    inlineMarkdown(advice.rule),
    listOf("What to do", "1.", advice.steps),
    copied ? `## Request\n\n${codeFence(copied.command)}` : null,
    copied && copied.remarks.length > 0
      ? copied.remarks.map((remark) => `- ${inlineMarkdown(remark)}`).join("\n")
      : null,
    `<${url}>`,
  ];
  return `${parts.filter((part) => part !== null).join("\n\n")}\n`;
}

function listOf(title: string, bullet: string, items: readonly string[]): string | null {
  if (items.length === 0) return null;
  return `**${title}**\n\n${items.map((item) => `${bullet} ${inlineMarkdown(item)}`).join("\n")}`;
}
