"use client";

import { usePathname } from "next/navigation";
import { parseAsString, useQueryStates } from "nuqs";
import { useTransition } from "react";
import { navItemOf } from "#components/shell/nav-items.ts";
import { type TrafficKey, type TrafficValues, trafficParts } from "#components/traffic/traffic-values.ts";
import { rangeSearch } from "#lib/time/range-search";

// A cursor points into the list of one kind of traffic, so it goes when that changes.
const keys = { integration: rangeSearch.integration, credential: rangeSearch.credential, cursor: parseAsString };

/** Whose traffic the URL asks for, and the ways to change it. `isShown` is false where a page has nothing to narrow. */
export function useTraffic(values: TrafficValues) {
  const pathname = usePathname();
  const item = navItemOf(pathname);
  const [pending, startTransition] = useTransition();
  const [search, setSearch] = useQueryStates(keys, { history: "push", shallow: false, startTransition });
  return {
    isShown: item?.narrowed === true && (pathname === item.href || item.rangedBelow === true),
    pending,
    search,
    parts: trafficParts(search, values),
    set: (key: TrafficKey, value: string) => void setSearch({ [key]: value || null, cursor: null }),
    clear: () => void setSearch({ integration: null, credential: null, cursor: null }),
  };
}
