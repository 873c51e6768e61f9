import type { CopiedRequest } from "#lib/problems/copy-request";
import { problemTitle } from "#lib/problems/problem-title";
import type { ProblemDetail } from "#lib/problems/read-problem";

type Writing = {
  readonly detail: ProblemDetail;
  /** Of an example; null where none is kept. */
  readonly request: CopiedRequest | null;
  /** What Kisi answered to it, as it was kept. */
  readonly responseBody: string | null;
  /** The problem's page. */
  readonly url: string;
};

/** A problem as Markdown, to be pasted into an issue or a chat. Whatever came from outside stands in code. */
export function problemMarkdown({ detail, request, responseBody, url }: Writing): string {
  const { problem, figures, advice, fault } = detail;
  return [
    `## ${code(problem.route)}: ${problemTitle(problem)}`,
    `${advice.title}. ${advice.meaning}`,
    [
      `- First seen ${isoOf(problem.firstSeenAtMs)}${releaseOf(detail)}, last seen ${isoOf(problem.lastSeenAtMs)}`,
      `- ${problem.attempts} attempts in all, ${figures.attempts} in the range shown; state: ${problem.state}`,
      `- Whose fault: ${fault.verdict}`,
      ...fault.evidence.map(({ words }) => `  - ${escapeText(words)}`),
    ].join("\n"),
    `**What to do**\n\n${advice.steps.map((step) => `1. ${step}`).join("\n")}`,
    ...(request ? [`**The request**\n\n${[fence(request.command, "sh"), ...request.remarks].join("\n\n")}`] : []),
    ...(responseBody === null ? [] : [`**Kisi's answer**\n\n${fence(responseBody, "")}`]),
    `[The problem in Ajar](${url})`,
  ].join("\n\n");
}

function releaseOf({ firstDeploy }: ProblemDetail): string {
  return firstDeploy ? ` with release ${code(firstDeploy.release)}` : "";
}

/** A fence longer than any run of backticks within. */
function fence(text: string, language: string): string {
  const mark = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${mark}${language}\n${text}\n${mark}`;
}

function code(text: string): string {
  const mark = "`".repeat(longestRun(text) + 1);
  const line = text.replaceAll(/\s+/g, " ");
  return mark.length === 1 ? `${mark}${line}${mark}` : `${mark} ${line} ${mark}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

function escapeText(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|#]/g, "\\$&");
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
