import Link from "next/link";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { formatAgo } from "#lib/time/format-time";
import { type RangeSearch, serializeRangeSearch } from "#lib/time/range-search";

type NoAttemptsProps = {
  /** Of the traffic that is looked at; undefined if none of its calls is kept. */
  newestAtMs: number | undefined;
  search: RangeSearch;
  nowMs: number;
};

/** Why there is nothing to draw, and the way to where there is. */
export function NoAttempts({ newestAtMs, search, nowMs }: NoAttemptsProps) {
  if (newestAtMs === undefined) {
    return (
      <EmptyState
        className="rounded-lg border"
        title="No call of this traffic is kept"
        actions={
          <Button asChild>
            <Link href={serializeRangeSearch("/", { ...search, integration: null, credential: null })}>
              Show all traffic
            </Link>
          </Button>
        }
      >
        This integration or key has sent nothing through Ajar, or so long ago that only figures are left.
      </EmptyState>
    );
  }
  const toMs = newestAtMs + 60_000;
  const [from, to] = [toMs - 86_400_000, toMs].map((ms) => new Date(ms).toISOString());
  const around = { ...search, last: null, from: from ?? null, to: to ?? null };
  return (
    <EmptyState
      className="rounded-lg border"
      title="No attempts in this range"
      actions={
        <Button asChild>
          <Link href={serializeRangeSearch("/", around)}>Show the day up to the newest call</Link>
        </Button>
      }
    >
      The newest call was {formatAgo(newestAtMs, nowMs)}.
    </EmptyState>
  );
}
