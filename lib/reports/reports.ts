import { randomBytes } from "node:crypto";
import { AppError } from "#lib/errors";
import type { Report, ReportSpec } from "#lib/model/report";
import { createDrafts, keptSpec, scopeOf } from "#lib/reports/drafts";
import { gatherReport } from "#lib/reports/gather";
import { createGatherings, type Gathering } from "#lib/reports/gatherings";
import { createIssuing, type Issuing } from "#lib/reports/issuing";
import { readFilter } from "#lib/reports/read-filter";
import type { RenderPdf } from "#lib/reports/render/render-pdf";
import type { ReportDeps } from "#lib/reports/report-deps";
import { readContent } from "#lib/reports/report-files";
import type { ReportIssue, ReportSummary } from "#lib/store/report-store";
import { canBeDrawn } from "#lib/time/bucket";
import type { Range } from "#lib/time/range";

/** A draft or an issued report as pages show it. */
export type ReportView = {
  readonly id: string;
  readonly title: string;
  readonly spec: ReportSpec;
  /** Null until it is gathered. */
  readonly report: Report | null;
  readonly issue: ReportIssue | null;
  readonly createdAtMs: number;
  readonly changedAtMs: number;
  /** Null while nothing is being gathered for it. */
  readonly gathering: Gathering | null;
};

export type Reports = Issuing & {
  /** Newest first. */
  readonly list: () => Promise<readonly ReportSummary[]>;
  /** Throws `not_found`. */
  readonly get: (id: string) => Promise<ReportView>;
  /**
   * Makes a draft and begins to gather it; answers with its id. Throws `bad_input` for a filter that cannot be read, and
   * `unanswerable` for a range of more than 1,500 days.
   */
  readonly create: (spec: ReportSpec) => Promise<string>;
  /** Gathers anew unless only words changed. Throws `not_found`, and `conflict` for what is issued. */
  readonly change: (id: string, spec: ReportSpec) => Promise<void>;
  /** Reads the rows afresh. Throws as `change`. */
  readonly gather: (id: string) => Promise<void>;
  /** Resolves when the gathering is over; throws what made it fail. */
  readonly gathered: (id: string) => Promise<void>;
  /** Ends a gathering; the draft stays. */
  readonly cancel: (id: string) => void;
  /** Throws `not_found`, and `conflict` for what is issued. */
  readonly remove: (id: string) => Promise<void>;
  /** Ends what is being gathered. */
  readonly close: () => Promise<void>;
};

type Options = ReportDeps & { readonly renderPdf: RenderPdf; readonly onError: (error: unknown) => void };

const listed = 200;

/** Makes the verbs of reports. */
export function createReports(deps: Options): Reports {
  const { store } = deps;
  const drafts = createDrafts(deps);
  const { find, findDraft, specOf, save, worded } = drafts;
  const gatherings = createGatherings(deps.onError);

  function begin(id: string): void {
    gatherings.begin(id, async (progress) => {
      const spec = specOf(await findDraft(id));
      const report = await gatherReport(deps, id, spec, progress);
      // Words may have changed while rows were read.
      const latest = specOf(await findDraft(id));
      await save(id, latest, worded(report, latest));
    });
  }

  return {
    list: () => store.listReports(listed),
    async get(id) {
      const record = await find(id);
      const { title, issue, createdAtMs, changedAtMs, content } = record;
      const report = content === null ? null : readContent(content);
      return {
        id,
        title,
        spec: specOf(record),
        report,
        issue,
        createdAtMs,
        changedAtMs,
        gathering: gatherings.find(id),
      };
    },
    async create(typed) {
      checkRange(typed);
      readFilter(typed.filter);
      const spec = keptSpec(typed, deps.redactText);
      const id = randomBytes(8).toString("hex");
      await drafts.create(id, spec);
      begin(id);
      return id;
    },
    async change(id, typed) {
      readFilter(typed.filter);
      const spec = keptSpec(typed, deps.redactText);
      const record = await findDraft(id);
      const onlyWords = record.content !== null && scopeOf(specOf(record)) === scopeOf(spec);
      const report = onlyWords && record.content !== null ? worded(readContent(record.content), spec) : null;
      if (!onlyWords) await gatherings.cancel(id);
      await save(id, spec, report);
      if (!onlyWords) begin(id);
    },
    async gather(id) {
      await findDraft(id);
      await gatherings.cancel(id);
      begin(id);
    },
    gathered: gatherings.ended,
    cancel: (id) => void gatherings.cancel(id),
    async remove(id) {
      await findDraft(id);
      await gatherings.cancel(id);
      await store.deleteDraft(id);
    },
    ...createIssuing(deps, { find, findDraft, specOf, isGathering: (id) => gatherings.find(id)?.state === "running" }),
    close: gatherings.close,
  };
}

/** A point for each day of centuries would only fill the memory. */
function checkRange(range: Range): void {
  if (canBeDrawn(range)) return;
  const message = "lies years before to: a report may span 1,500 days at most";
  throw new AppError("unanswerable", `from ${message}`, { errors: [{ path: "from", message }] });
}
