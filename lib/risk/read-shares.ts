import { weighTallies } from "#lib/risk/buckets";
import { paceSpanMs } from "#lib/risk/forecast";
import { trailingRange } from "#lib/risk/read-risk";
import type { WatchedLimit } from "#lib/risk/watched-limits";
import { type BudgetPart, budgetParts, type Share } from "#lib/risk/where-it-goes";
import { readTallies, type TallyReader } from "#lib/traffic/read-tallies";

export type Shares = Readonly<Record<BudgetPart | "status", readonly Share[]>>;

/** Where the budget of a limit goes: everything that has bad attempts in its window, most of them first. */
export async function readShares(store: TallyReader, watched: WatchedLimit, nowMs: number): Promise<Shares> {
  const read = async (by: BudgetPart | "status") => [by, await readSharesBy(store, watched, { by, nowMs })] as const;
  const shares = await Promise.all([...budgetParts, "status" as const].map(read));
  return { route: [], credential: [], integration: [], status: [], ...Object.fromEntries(shares) };
}

type Asked = { readonly by: BudgetPart | "status"; readonly nowMs: number };

async function readSharesBy(store: TallyReader, { limit, weighed }: WatchedLimit, { by, nowMs }: Asked) {
  const read = async (seconds: number) => {
    const query = { range: trailingRange(seconds, nowMs), bucketSeconds: 86_400, by } as const;
    const { tallies } = await readTallies(store, query);
    return Map.groupBy(tallies, ({ key }) => key);
  };
  const [whole, recent] = await Promise.all([read(limit.seconds), read(paceSpanMs / 1_000)]);
  const shares: Share[] = [...whole].map(([key, tallies]) => ({
    key,
    ...weighTallies(tallies, weighed),
    recent: weighTallies(recent.get(key) ?? [], weighed),
  }));
  const inUse = shares.filter(({ bad }) => bad > 0);
  return inUse.sort((a, b) => b.bad - a.bad || (a.key < b.key ? -1 : 1));
}
