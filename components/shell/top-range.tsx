"use client";

import { usePathname } from "next/navigation";
import { RangePicker } from "#components/range/range-picker";
import { navItemOf } from "#components/shell/nav-items.ts";

/** The range picker on pages that have a range; elsewhere the page's name, so that the bar is never bare. */
export function TopRange({ localTimeZone, nowMs }: { localTimeZone: string; nowMs: number }) {
  const pathname = usePathname();
  const item = navItemOf(pathname);
  if (item?.ranged && pathname === item.href) return <RangePicker localTimeZone={localTimeZone} nowMs={nowMs} />;
  return <p className="text-ink-2">{item?.label}</p>;
}
