import { formatCount } from "#lib/format";
import type { Taken } from "#lib/model/taken";

/** What an import came to, in a sentence. `host` is whose entries were wanted. */
export function describeImport({ accepted, duplicates, rejected, ignored }: Taken, host: string): string {
  if (accepted > 0) return `${formatCount(accepted, "call is", "calls are")} stored now.`;
  if (duplicates > 0) return "Nothing new: every call of this file was stored before.";
  if (rejected.length > 0) return "Nothing was stored: no entry could be read.";
  if (ignored > 0) return `Nothing was stored: no entry of this file is a call to ${host}.`;
  return "Nothing was stored: the file has no entries.";
}

/** The list of the calls that a file brought; null if it brought none. */
export function importedCallsHref({ span }: Taken, integration: string): string | null {
  if (span === null) return null;
  const filter = { source: "har", ...(integration ? { integration } : {}) };
  return `/calls?${new URLSearchParams({ from: span.from, to: span.to, ...filter })}`;
}
