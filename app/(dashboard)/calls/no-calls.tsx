import Link from "next/link";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { formatCount } from "#lib/format";
import type { CallMatch } from "#lib/model/call";
import { callsHref, type PageParams, unfilteredHref } from "./calls-search";

type NoCallsProps = {
  readonly params: PageParams;
  readonly filtered: boolean;
  readonly match: CallMatch;
  readonly nextCursor: string | null;
  /** How long calls are kept, if the range goes back further. */
  readonly keptDays: number | null;
};

/** Why the list is empty, and the next step. */
export function NoCalls({ params, filtered, match, nextCursor, keptDays }: NoCallsProps) {
  if (nextCursor) {
    return (
      <EmptyState
        title="Nothing found so far"
        actions={
          <Button asChild variant="primary">
            <Link href={callsHref(params, { cursor: nextCursor })}>Search on</Link>
          </Button>
        }
      >
        A search stops after a while so that it never slows the traffic down. There are older calls to look through.
      </EmptyState>
    );
  }
  const kept =
    keptDays === null
      ? null
      : ` Calls are kept for ${formatCount(keptDays, "day")}; of those before, only figures are left.`;
  if (filtered) {
    return (
      <EmptyState
        title="No call in this range matches the filters"
        actions={
          <>
            {match === "last" ? (
              <Button asChild>
                <Link href={callsHref(params, { match: "any" })}>Look at any attempt</Link>
              </Button>
            ) : null}
            <Button asChild>
              <Link href={unfilteredHref(params)}>Clear filters</Link>
            </Button>
          </>
        }
      >
        {match === "last" ? "The filters look at how a call ended, not at what its retries healed. " : null}
        Take a filter away, or choose {kept ? "a later range" : "a longer range"}.{kept}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No call in this range"
      actions={
        <Button asChild variant="primary">
          <Link href="/console">Open the Console</Link>
        </Button>
      }
    >
      {kept
        ? `No call of this range is stored.${kept}`
        : "Nothing was sent to Kisi through Ajar in this range. Choose a longer one, or send a call from the Console."}
    </EmptyState>
  );
}
