import { createHash } from "node:crypto";
import { AppError } from "#lib/errors";
import type { ReportSpec } from "#lib/model/report";
import { issuedSpec } from "#lib/reports/drafts";
import type { RenderPdf } from "#lib/reports/render/render-pdf";
import type { ReportDeps } from "#lib/reports/report-deps";
import { type IssuedReport, readContent, renderReport } from "#lib/reports/report-files";
import type { ReportFormat } from "#lib/reports/report-formats";
import type { ReportIssue, ReportRecord } from "#lib/store/report-store";

export type Issuing = {
  /** Makes the draft final. Throws `not_found`, and `conflict` if it is issued or not gathered. */
  readonly issue: (id: string, by: string) => Promise<ReportIssue>;
  /** The file of a format. Throws `not_found`, and `conflict` for a draft. */
  readonly download: (
    id: string,
    format: ReportFormat,
  ) => Promise<{ issue: ReportIssue; body: AsyncIterable<string | Uint8Array> }>;
};

type Drafts = {
  readonly find: (id: string) => Promise<ReportRecord>;
  readonly findDraft: (id: string) => Promise<ReportRecord>;
  readonly specOf: (record: ReportRecord) => ReportSpec;
  readonly isGathering: (id: string) => boolean;
};

/** Makes drafts final, and hands out what is. */
export function createIssuing(
  deps: Pick<ReportDeps, "store" | "clock"> & { readonly renderPdf: RenderPdf },
  { find, findDraft, specOf, isGathering }: Drafts,
): Issuing {
  const { store, clock } = deps;
  return {
    async issue(id, by) {
      const draft = await findDraft(id);
      const { content } = draft;
      if (content === null || isGathering(id)) {
        throw new AppError("conflict", "This draft has no rows yet: wait until it is gathered, or gather it again");
      }
      const sha256 = createHash("sha256").update(content).digest("hex");
      const spec = JSON.stringify(issuedSpec(specOf(draft), readContent(content)));
      const issue = await store.issueReport(id, { content, spec, atMs: clock.now(), by, sha256 });
      if (issue === undefined) throw new AppError("conflict", "This report was issued or deleted meanwhile");
      return issue;
    },
    async download(id, format) {
      const { content, issue } = await find(id);
      if (content === null || issue === null) {
        throw new AppError("conflict", "This is a draft: issue it, then it can be downloaded");
      }
      const issued: IssuedReport = { id, content, issue };
      return { issue, body: renderReport(deps, issued, format) };
    },
  };
}
