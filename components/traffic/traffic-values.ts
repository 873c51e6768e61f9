import type { RangeSearch } from "#lib/time/range-search";

/** Whose traffic there is to choose from. */
export type TrafficValues = {
  readonly integrations: readonly { readonly id: string; readonly name: string }[];
  readonly credentials: readonly { readonly fingerprint: string; readonly last4: string | null }[];
};

export type TrafficKey = "integration" | "credential";

/** One part of what a page is narrowed to, in words. */
export type TrafficPart = { readonly key: TrafficKey; readonly kind: string; readonly name: string };

/** Whose traffic the URL asks for, as people call it; several of a kind stand with commas between. */
export function trafficParts(search: Pick<RangeSearch, TrafficKey>, values: TrafficValues): readonly TrafficPart[] {
  const parts = [
    { key: "integration", kind: "Integration", nameOf: (id: string) => nameIntegration(id, values) },
    { key: "credential", kind: "Key", nameOf: (fingerprint: string) => nameCredential(fingerprint, values) },
  ] as const;
  return parts.flatMap(({ key, kind, nameOf }) => {
    const asked = (search[key] ?? "").split(",").filter((part) => part !== "");
    return asked.length === 0 ? [] : [{ key, kind, name: asked.map(nameOf).join(", ") }];
  });
}

function nameIntegration(asked: string, { integrations }: TrafficValues): string {
  return integrations.find(({ id }) => id === asked)?.name ?? asked;
}

/** `…4f2a`; two keys may end alike, so that a list of them needs more than this. */
export function nameCredential(asked: string, { credentials }: TrafficValues): string {
  const last4 = credentials.find(({ fingerprint }) => fingerprint === asked)?.last4;
  return last4 ? `…${last4}` : asked;
}
