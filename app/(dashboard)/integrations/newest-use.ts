import type { Integration } from "#lib/model/integration";

/** When any of its tokens was last used; null if none ever was. */
export function newestUseOf({ tokens }: Pick<Integration, "tokens">): number | null {
  const uses = tokens.flatMap(({ lastUsedAtMs }) => lastUsedAtMs ?? []);
  return uses.length === 0 ? null : Math.max(...uses);
}
