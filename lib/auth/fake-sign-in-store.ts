import type { KnownPlace, SignInStore, TryCount } from "#lib/store/sign-in-store";

/** Tries and known places in memory, for tests; `tries` shows what would stand on disk. */
export function createFakeSignInStore(): SignInStore & { readonly tries: ReadonlyMap<string, TryCount> } {
  const tries = new Map<string, TryCount>();
  const places = new Set<string>();
  const nameOf = ({ accountId, kind, name }: KnownPlace) => `${accountId} ${kind} ${name}`;
  return {
    tries,
    findTries: async (key, nowMs) => {
      const counted = tries.get(key);
      return counted && nowMs < counted.endsAtMs ? counted : undefined;
    },
    countTry: async (key, nowMs, windowMs) => {
      for (const [other, { endsAtMs }] of tries) if (endsAtMs <= nowMs) tries.delete(other);
      const { tries: before, endsAtMs } = tries.get(key) ?? { tries: 0, endsAtMs: nowMs + windowMs };
      const counted = { tries: before + 1, endsAtMs };
      tries.set(key, counted);
      return counted;
    },
    takeTryBack: async (key, howMany) => {
      const counted = tries.get(key);
      if (!counted) return;
      if (howMany === "all") tries.delete(key);
      else tries.set(key, { ...counted, tries: Math.max(0, counted.tries - 1) });
    },
    isKnownPlace: async (place) => places.has(nameOf(place)),
    keepPlace: async (place) => void places.add(nameOf(place)),
  };
}
