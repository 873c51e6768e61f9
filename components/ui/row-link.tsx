import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";

/** The link that a table row is: stands in the first cell and covers the row. */
export function RowLink({ className, ...props }: ComponentProps<typeof Link>) {
  return <Link data-row="" prefetch={false} className={cn("row-link", className)} {...props} />;
}
