import { AppError } from "#lib/errors";
import { type Report, type ReportSpec, reportSpecSchema } from "#lib/model/report";
import { createReportRedaction } from "#lib/reports/redaction";
import type { ReportDeps } from "#lib/reports/report-deps";
import { withWords } from "#lib/reports/with-words";
import type { ReportRecord } from "#lib/store/report-store";

/** What a draft is called before there is anything to call it by. */
export const untitled = "Not gathered yet";

/** Finding and changing drafts. What a draft says is sealed on disk, for words that are to be hidden stand in it. */
export function createDrafts(deps: Pick<ReportDeps, "store" | "clock" | "box" | "redactText" | "hideKnown">) {
  const { store, clock, box } = deps;
  const textOf = ({ hide }: ReportSpec) => createReportRedaction(deps, hide).text;

  async function find(id: string): Promise<ReportRecord> {
    const record = await store.findReport(id);
    if (record) return record;
    throw new AppError("not_found", "There is no such report: it was deleted, or its id is mistyped");
  }

  /** The columns of a draft that were typed; before it has a title of its own it is called as it is to be called. */
  function columnsOf(id: string, spec: ReportSpec, report: Report | null) {
    const title = report?.title ?? (spec.title === null ? untitled : textOf(spec)(spec.title));
    return { title, spec: box.seal(JSON.stringify(spec), draftPlace(id)), content: report && JSON.stringify(report) };
  }

  return {
    find,
    /** What it is to be about. Drafts of earlier versions, and issued reports, have it in clear. */
    specOf({ id, spec }: Pick<ReportRecord, "id" | "spec">): ReportSpec {
      return reportSpecSchema.parse(JSON.parse(spec.startsWith("{") ? spec : box.open(spec, draftPlace(id))));
    },
    async create(id: string, spec: ReportSpec): Promise<void> {
      const nowMs = clock.now();
      await store.createReport({ id, ...columnsOf(id, spec, null), createdAtMs: nowMs, changedAtMs: nowMs });
    },
    async findDraft(id: string): Promise<ReportRecord> {
      const record = await find(id);
      if (record.issue === null) return record;
      throw new AppError("conflict", "This report is issued, and issued reports never change");
    },
    /** The report with a draft's words as they were typed, redacted. */
    worded: (report: Report, spec: ReportSpec) => withWords(report, spec, textOf(spec)),
    /** Throws `conflict` if it is no draft any more. */
    async save(id: string, spec: ReportSpec, report: Report | null): Promise<void> {
      const changed = await store.changeDraft(id, { ...columnsOf(id, spec, report), changedAtMs: clock.now() });
      if (!changed) throw new AppError("conflict", "This draft was issued or deleted meanwhile");
    },
  };
}

/**
 * What a person typed as it may be kept: a key that is pasted by mistake is never written to disk, nor one among the
 * words to hide, for it is hidden anyway.
 */
export function keptSpec(spec: ReportSpec, redact: (text: string) => string): ReportSpec {
  const said = (text: string | null) => (text === null ? null : redact(text));
  const filter = Object.entries(spec.filter).map(([name, value]) => [name, name === "q" ? redact(value) : value]);
  return {
    ...spec,
    title: said(spec.title),
    impact: said(spec.impact),
    expected: said(spec.expected),
    actual: said(spec.actual),
    stepsTaken: said(spec.stepsTaken),
    filter: Object.fromEntries(filter),
    hide: spec.hide.filter((word) => redact(word) === word),
  };
}

/** What stays of a draft once it is issued: nothing that its report does not say, and no word that was to be hidden. */
export function issuedSpec(spec: ReportSpec, { title, told, selection }: Report): ReportSpec {
  return { ...spec, title, ...told, filter: selection.filter, hide: [] };
}

/** What the sealed text of a draft is bound to. */
export function draftPlace(id: string): string {
  return `reports:${id}:spec`;
}

/** What decides which rows are read, and how they are redacted: all but the words. */
export function scopeOf(spec: ReportSpec): string {
  const { title: _, impact: __, expected: ___, actual: ____, stepsTaken: _____, ...scope } = spec;
  return JSON.stringify(scope);
}
