"use client";

import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { navHref, navItemOf, navItems } from "#components/shell/nav-items.ts";

/** The pages, as a rail from 1024 px and as a bar at the bottom below. */
export function Nav({ as }: { as: "rail" | "bar" }) {
  const current = navItemOf(usePathname());
  const params = useSearchParams();
  // A page that follows the traffic is drawn anew every two seconds, and each time all of them would be fetched again.
  const prefetch = params.has("live") ? false : null;
  const look =
    as === "rail"
      ? "flex h-8 items-center gap-2.5 rounded-md px-2 text-ink-2 transition-colors hover:bg-paper-3 hover:text-ink aria-[current]:bg-paper-3 aria-[current]:font-medium aria-[current]:text-ink [&_svg]:size-4"
      : "flex h-14 flex-col items-center justify-center gap-1 text-ink-2 text-xs aria-[current]:text-accent [&_svg]:size-5";
  return (
    <ul className={as === "rail" ? "grid gap-0.5" : "grid grid-flow-col auto-cols-fr"}>
      {navItems.map((item) => (
        <li key={item.href}>
          <Link
            href={navHref(item, params)}
            prefetch={prefetch}
            className={look}
            aria-current={item === current ? "page" : undefined}
          >
            <item.icon aria-hidden strokeWidth={1.75} />
            {item.label}
          </Link>
        </li>
      ))}
    </ul>
  );
}
