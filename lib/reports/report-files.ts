import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { type Report, reportSchema } from "#lib/model/report";
import { outlineReport } from "#lib/reports/outline-report";
import { renderHtml } from "#lib/reports/render/render-html";
import { renderMarkdown } from "#lib/reports/render/render-markdown";
import type { RenderPdf } from "#lib/reports/render/render-pdf";
import { renderText } from "#lib/reports/render/render-text";
import { zipFiles } from "#lib/reports/render/zip-files";
import type { ReportFormat } from "#lib/reports/report-formats";
import type { ReportIssue, ReportStore } from "#lib/store/report-store";

/** An issued report: its content as text, whose hash is in `issue`. */
export type IssuedReport = { readonly id: string; readonly content: string; readonly issue: ReportIssue };

type Deps = { readonly store: Pick<ReportStore, "findReportPart">; readonly renderPdf: RenderPdf };

/** The file of a format, made while it is read; no more than a part of the attempts is ever held. */
export async function* renderReport(
  deps: Deps,
  issued: IssuedReport,
  format: ReportFormat,
): AsyncGenerator<string | Uint8Array> {
  const outline = () => outlineReport(readContent(issued.content), issued.issue);
  switch (format) {
    case "html":
      return yield* renderHtml(outline());
    case "md":
      return yield* renderMarkdown(outline());
    case "txt":
      return yield* renderText(outline());
    case "pdf":
      yield await deps.renderPdf(outline());
      return;
    case "json":
      return yield* renderJson(deps, issued);
    case "csv":
      return yield* attachment(deps, issued.id, "csv");
    case "zip":
      return yield* renderZip(deps, issued);
  }
}

/** The report behind its text. */
export function readContent(content: string): Report {
  return reportSchema.parse(JSON.parse(content));
}

/**
 * `{ number, issuedAt, issuedBy, sha256, …the report…, attempts }`. The report's own fields stand as they were hashed,
 * so that whoever takes the other five away and writes the rest as compact JSON gets the hash again.
 */
async function* renderJson(deps: Deps, { id, content, issue }: IssuedReport): AsyncGenerator<string> {
  const { number, by, sha256 } = issue;
  const head = { number, issuedAt: new Date(issue.atMs).toISOString(), issuedBy: by, sha256 };
  yield `${JSON.stringify(head).slice(0, -1)},${content.slice(1, -1)},"attempts":[`;
  let separator = "\n";
  for await (const lines of attachment(deps, id, "ndjson")) {
    if (lines === "") continue;
    yield separator + lines.trimEnd().replaceAll("\n", ",\n");
    separator = ",\n";
  }
  yield "\n]}\n";
}

async function* renderZip(deps: Deps, issued: IssuedReport): AsyncGenerator<Uint8Array> {
  const { attachments } = readContent(issued.content);
  const documents = ["pdf", "html", "md", "txt", "json"] as const;
  const sums = [attachments.csv, attachments.ndjson].map(({ name, sha256 }) => `${sha256}  ${name}\n`);
  yield* zipFiles(new Date(issued.issue.atMs), [
    ...documents.map((format) => ({ name: `report.${format}`, open: () => renderReport(deps, issued, format) })),
    { name: attachments.csv.name, open: () => attachment(deps, issued.id, "csv") },
    { name: attachments.ndjson.name, open: () => attachment(deps, issued.id, "ndjson") },
    { name: "SHA256SUMS", open: () => sums },
  ]);
}

const decompress = promisify(gunzip);

/** The frozen bytes of an attachment, part by part. */
async function* attachment({ store }: Deps, id: string, file: "csv" | "ndjson"): AsyncGenerator<string> {
  for (let index = 0; ; index++) {
    const part = await store.findReportPart(id, index);
    if (part === undefined) return;
    yield (await decompress(part[file])).toString("utf8");
  }
}
