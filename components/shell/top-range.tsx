"use client";

import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { RangePicker } from "#components/range/range-picker";
import { navHref, navItemOf } from "#components/shell/nav-items.ts";
import { Button } from "#components/ui/button";

/** The range picker on pages that have a range; below a page of the rail, the way back to it. */
export function TopRange({ localTimeZone, nowMs }: { localTimeZone: string; nowMs: number }) {
  const pathname = usePathname();
  const params = useSearchParams();
  const item = navItemOf(pathname);
  if (!item) return null;
  const isBelow = pathname !== item.href;
  const isRanged = isBelow ? item.rangedBelow === true : item.ranged;
  return (
    <>
      {isBelow ? (
        <Button asChild variant="ghost" size="sm" className="-ml-2">
          <Link href={navHref(item, params)}>
            <ChevronLeft aria-hidden />
            {item.label}
          </Link>
        </Button>
      ) : null}
      {isRanged ? <RangePicker localTimeZone={localTimeZone} nowMs={nowMs} /> : null}
    </>
  );
}
