import { digest } from "#lib/ingest/ingest-context";

/** A call is looked for this far around: its id tells the time of the attempt that came first, not that began first. */
const lookAroundMs = 3_600_000;
/** 12 hex digits hold every moment that a date can, so that ids of a family sort by time. */
const momentChars = 12;
const suffixChars = 8;

/** The id of a call of a family, from its first attempt. */
export function siblingCallId(family: string, startedAtMs: number, member: string): string {
  return `${family}-${momentText(startedAtMs)}-${member}`;
}

/** The family of a call id that `siblingCallId` made. */
export function familyOf(callId: string): string {
  return callId.split("-").slice(0, -2).join("-");
}

/** Where the ids of those calls of a family lie that attempts between two moments may belong to. */
export function siblingCallIds(
  family: string,
  { firstMs, lastMs }: { readonly firstMs: number; readonly lastMs: number },
) {
  return {
    from: `${family}-${momentText(Math.max(0, firstMs - lookAroundMs))}`,
    to: `${family}-${momentText(lastMs + lookAroundMs)}`,
  };
}

/** What stands behind the name of an integration's calls where another integration, or another source, has the name. */
export function callSuffixOf(integration: string | null): string {
  return `~${digest(integration ?? "").slice(0, suffixChars)}`;
}

function momentText(ms: number): string {
  return ms.toString(16).padStart(momentChars, "0");
}
