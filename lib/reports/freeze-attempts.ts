import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { objectOf } from "#lib/exports/column";
import { csvHeader, csvLines } from "#lib/exports/csv-text";
import type { RecordedAttempt } from "#lib/model/attempt";
import type { AttemptFilter } from "#lib/model/filter";
import type { Report } from "#lib/model/report";
import { attemptColumns } from "#lib/reports/attempt-columns";
import type { ReportDeps } from "#lib/reports/report-deps";
import type { Range } from "#lib/time/range";

const compress = promisify(gzip);

/** So many make a part. */
const attemptsAtOnce = 500;
/** So many are redacted and written in one turn of the event loop: it takes some milliseconds. */
const attemptsPerTurn = 50;

type Freezing = {
  readonly report: string;
  readonly range: Range;
  readonly filter: AttemptFilter;
  readonly redact: (attempt: RecordedAttempt) => RecordedAttempt;
  /** Sees each attempt as it was frozen. */
  readonly onAttempt: (attempt: RecordedAttempt) => void;
  /** How many were frozen by now. */
  readonly onProgress: (attempts: number) => void;
  readonly signal: AbortSignal;
  /** Lets others have their turn. */
  readonly breathe: () => Promise<void>;
};

/**
 * Copies the attempts of a range and filter into the report's parts, redacted, as CSV and as NDJSON, and says what the
 * two files are. Throws the signal's reason when it aborts, and `conflict` if the report is no draft any more.
 */
export async function freezeAttempts(
  store: Pick<ReportDeps["store"], "readAttempts" | "putReportPart">,
  freezing: Freezing,
): Promise<Report["attachments"]> {
  const { report, range, filter, redact, onAttempt, onProgress, signal, breathe } = freezing;
  const csv = createMeter();
  const ndjson = createMeter();
  let attempts = 0;
  let part = 0;
  let cursor: string | null = null;
  do {
    signal.throwIfAborted();
    const page = await store.readAttempts({ range, filter, limit: attemptsAtOnce, cursor });
    let lines = part === 0 ? csvHeader(attemptColumns) : "";
    let objects = "";
    for (let from = 0; from < page.data.length; from += attemptsPerTurn) {
      const rows = page.data.slice(from, from + attemptsPerTurn).map(redact);
      for (const row of rows) onAttempt(row);
      lines += csvLines(attemptColumns, rows);
      objects += rows.map((row) => `${JSON.stringify(objectOf(attemptColumns, row))}\n`).join("");
      await breathe();
    }
    if (page.data.length > 0 || part === 0) {
      const [csvPart, ndjsonPart] = await Promise.all([compress(csv.add(lines)), compress(ndjson.add(objects))]);
      const kept = await store.putReportPart(report, part, { csv: csvPart, ndjson: ndjsonPart });
      if (!kept) throw signal.reason ?? new Error("the draft is gone");
      part += 1;
    }
    attempts += page.data.length;
    onProgress(attempts);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return {
    attempts,
    csv: { name: "attempts.csv", ...csv.read() },
    ndjson: { name: "attempts.ndjson", ...ndjson.read() },
  };
}

/** Counts and hashes what passes. */
function createMeter() {
  const hash = createHash("sha256");
  let bytes = 0;
  return {
    add(text: string): string {
      hash.update(text);
      bytes += Buffer.byteLength(text);
      return text;
    },
    read: () => ({ bytes, sha256: hash.digest("hex") }),
  };
}
