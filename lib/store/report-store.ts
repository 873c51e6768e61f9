import type { RecordedAttempt } from "#lib/model/attempt";
import type { AttemptFilter } from "#lib/model/filter";
import type { Outcome } from "#lib/model/outcome";
import type { Range } from "#lib/time/range";

/** A report as it is kept. What `spec` and `content` mean is the business of `lib/reports`. */
export type ReportRecord = {
  readonly id: string;
  readonly title: string;
  /** What the report is to be about, and what was said of it. */
  readonly spec: string;
  /** JSON: what was gathered for it; null before. Final once it is issued. */
  readonly content: string | null;
  readonly createdAtMs: number;
  readonly changedAtMs: number;
  /** Null while it is a draft. */
  readonly issue: ReportIssue | null;
};

/** What makes a report final. */
export type ReportIssue = {
  /** From 1, without gaps, in the order of issue. */
  readonly number: number;
  readonly atMs: number;
  readonly by: string;
  /** SHA-256 of `content` in UTF-8, hex. */
  readonly sha256: string;
};

/** What stands in a report; `sha256` is null for a draft. */
export type ReportTexts = Pick<ReportRecord, "title" | "spec" | "content"> & { readonly sha256: string | null };

export type ReportSummary = Omit<ReportRecord, "spec" | "content">;

/** Some of the attempts that a report is about, as they were when it was gathered, gzipped. */
export type ReportPart = { readonly csv: Uint8Array; readonly ndjson: Uint8Array };

/** Drafts and issued reports with copies of their rows, which retention does not touch. */
export type ReportStore = {
  /** The newest first. */
  readonly listReports: (limit: number) => Promise<readonly ReportSummary[]>;
  readonly findReport: (id: string) => Promise<ReportRecord | undefined>;
  readonly createReport: (draft: Omit<ReportRecord, "issue">) => Promise<void>;
  /** False if there is no such draft: what was issued never changes. */
  readonly changeDraft: (
    id: string,
    changes: Partial<Pick<ReportRecord, "title" | "spec" | "content">> & Pick<ReportRecord, "changedAtMs">,
  ) => Promise<boolean>;
  /** Gives the draft its final content and spec, and the next number. Undefined if there is no such draft. */
  readonly issueReport: (
    id: string,
    final: Omit<ReportIssue, "number"> & { readonly content: string; readonly spec: string },
  ) => Promise<ReportIssue | undefined>;
  /** With its parts. False if there is no such draft. */
  readonly deleteDraft: (id: string) => Promise<boolean>;
  /** Parts are numbered from 0. False if there is no such draft. */
  readonly putReportPart: (id: string, index: number, part: ReportPart) => Promise<boolean>;
  /** Of a draft; those of an issued report stay. */
  /** Takes what must not be kept out of a report, also of an issued one. False if it is not as it was `seen`. */
  readonly replaceReport: (id: string, seen: ReportTexts, texts: ReportTexts) => Promise<boolean>;
  readonly replaceReportPart: (id: string, index: number, part: ReportPart) => Promise<void>;
  readonly deleteReportParts: (id: string) => Promise<void>;
  readonly findReportPart: (id: string, index: number) => Promise<ReportPart | undefined>;
};

/** A day of the good-standing record: a link of a chain. */
export type ConductDay = {
  /** `2026-01-31`, UTC. */
  readonly day: string;
  /** JSON. */
  readonly content: string;
  /** SHA-256 of the hash before and of the content, hex. */
  readonly hash: string;
};

export type ConductStore = {
  /** The oldest first. */
  readonly listConductDays: (afterDay: string, limit: number) => Promise<readonly ConductDay[]>;
  readonly findLastConductDay: () => Promise<ConductDay | undefined>;
  /** False if that day, or a later one, is there. */
  readonly appendConductDay: (day: ConductDay) => Promise<boolean>;
};

export type AttemptsQuery = {
  readonly range: Range;
  readonly filter: AttemptFilter;
  /** 1..10,000 */
  readonly limit: number;
  /** As handed out in `nextCursor`; anything else throws `bad_input`. */
  readonly cursor: string | null;
};

export type AttemptPage = { readonly data: readonly RecordedAttempt[]; readonly nextCursor: string | null };

/** How calls were repeated. A gap is the time between the end of an attempt and the beginning of the next one. */
export type RepeatFigures = {
  /** The outcome of the attempt that was followed by another. */
  readonly after: Outcome;
  /** Which repetition it was, from 1. */
  readonly repetition: number;
  /** Done by Ajar itself; otherwise by a program that told of it. */
  readonly byAjar: boolean;
  readonly count: number;
  readonly gapMs: { readonly min: number; readonly median: number; readonly max: number };
  /** Of `count`, those that had been told how long to wait, and those of them that waited in full. */
  readonly asked: number;
  readonly honoured: number;
};

/** Reading for what leaves Ajar, attempt by attempt. */
export type AttemptArchive = {
  /**
   * Attempts that were sent, the oldest first. A search that has gone through very many answers with what it found by
   * then: the page is short, perhaps empty, and its cursor goes on from there.
   */
  readonly readAttempts: (query: AttemptsQuery) => Promise<AttemptPage>;
  /** Every repetition that began in the range, summed up. */
  readonly readRepeats: (range: Range) => Promise<readonly RepeatFigures[]>;
};
