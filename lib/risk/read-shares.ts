import { weighTallies } from "#lib/risk/buckets";
import { type Cause, causesOf } from "#lib/risk/causes";
import { paceSpanMs } from "#lib/risk/forecast";
import { trailingRange } from "#lib/risk/read-risk";
import type { WatchedLimit } from "#lib/risk/watched-limits";
import { type BudgetPart, budgetParts, type Share } from "#lib/risk/where-it-goes";
import type { ProblemStore } from "#lib/store/problem-store";
import { readTallies, type TallyReader } from "#lib/traffic/read-tallies";

export type Shares = Readonly<Record<BudgetPart, readonly Share[]>> & { readonly causes: readonly Cause[] };
type SharesReader = TallyReader & Pick<ProblemStore, "listProblems">;

/** Where the budget of a limit goes: everything that has bad attempts in its window, most of them first. */
export async function readShares(store: SharesReader, watched: WatchedLimit, nowMs: number): Promise<Shares> {
  const read = (by: BudgetPart | "status") => readSharesBy(store, watched, { by, nowMs });
  const [parts, statuses, problems] = await Promise.all([
    Promise.all(budgetParts.map(async (part) => [part, await read(part)] as const)),
    read("status"),
    store.listProblems({ range: trailingRange(watched.limit.seconds, nowMs), senders: {} }),
  ]);
  const causes = causesOf(statuses, problems, watched.weighed);
  return { route: [], credential: [], integration: [], ...Object.fromEntries(parts), causes };
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
