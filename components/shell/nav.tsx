"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import { type NavItem, navHref, navItemOf, navItems } from "#components/shell/nav-items.ts";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover";

const railLook =
  "flex h-8 items-center gap-2.5 rounded-md px-2 text-ink-2 transition-colors hover:bg-paper-3 hover:text-ink aria-[current]:bg-paper-3 aria-[current]:font-medium aria-[current]:text-ink [&_svg]:size-4";
const barLook =
  "flex h-14 w-full flex-col items-center justify-center gap-1 text-ink-2 text-xs aria-[current]:text-accent [&_svg]:size-5";

/** The pages, as a rail from 1024 px on. */
export function NavRail() {
  return (
    <ul className="grid gap-0.5">
      {navItems.map((item) => (
        <li key={item.href}>
          <NavLink item={item} className={railLook} />
        </li>
      ))}
    </ul>
  );
}

/** The pages on a narrow screen: a bar at the bottom, where the rarer ones stand behind "More". */
export function NavBar() {
  const [open, setOpen] = useState(false);
  const current = navItemOf(usePathname());
  const more = navItems.filter(({ inBar }) => !inBar);
  return (
    <ul className="grid auto-cols-fr grid-flow-col">
      {navItems
        .filter(({ inBar }) => inBar)
        .map((item) => (
          <li key={item.href}>
            <NavLink item={item} className={barLook} />
          </li>
        ))}
      <li>
        <Popover open={open} onOpenChange={setOpen}>
          <PopoverTrigger className={barLook} aria-current={current && !current.inBar ? "true" : undefined}>
            <Ellipsis aria-hidden strokeWidth={1.75} />
            More
          </PopoverTrigger>
          <PopoverContent side="top" align="end" className="w-48 p-1.5" aria-label="More pages">
            <ul className="grid gap-0.5">
              {more.map((item) => (
                <li key={item.href}>
                  <NavLink item={item} className={`${railLook} h-10`} onNavigate={() => setOpen(false)} />
                </li>
              ))}
            </ul>
          </PopoverContent>
        </Popover>
      </li>
    </ul>
  );
}

type NavLinkProps = { readonly item: NavItem; readonly className: string; readonly onNavigate?: () => void };

function NavLink({ item, className, onNavigate }: NavLinkProps) {
  const current = navItemOf(usePathname());
  const params = useSearchParams();
  // A page that follows the traffic is drawn anew every two seconds, and each time all of them would be fetched again.
  const prefetch = params.has("live") ? false : null;
  return (
    <Link
      href={navHref(item, params)}
      prefetch={prefetch}
      className={className}
      aria-current={item === current ? "page" : undefined}
      {...(onNavigate ? { onNavigate } : {})}
    >
      <item.icon aria-hidden strokeWidth={1.75} />
      {item.label}
    </Link>
  );
}
