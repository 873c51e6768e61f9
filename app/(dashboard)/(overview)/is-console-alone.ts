import { sources } from "#lib/model/attempt";
import type { App } from "#lib/server/app";
import { listCalls } from "#lib/traffic/calls";

type Asked = {
  readonly integrations: Pick<App["integrations"], "list">;
  readonly store: Pick<App["store"], "listCalls">;
};

/** True as long as there is no integration and nothing but the Console has sent or told a call. */
export async function isConsoleAlone({ integrations, store }: Asked, nowMs: number): Promise<boolean> {
  if (integrations.list().length > 0) return false;
  const range = { fromMs: 0, toMs: nowMs + 86_400_000 };
  const filter = { source: sources.filter((source) => source !== "console" && source !== "gateway") };
  const { data, nextCursor } = await listCalls(store, { range, filter, limit: 1, cursor: null });
  return data.length === 0 && nextCursor === null;
}
