import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";
import { controlLook } from "#components/ui/input";

/** The browser's own select, so that it works in a plain form and under every finger. Children are `<option>`s. */
export function Select({ className, children, ...props }: ComponentProps<"select">) {
  return (
    <span className={cn("relative inline-flex w-full", className)}>
      <select className={cn(controlLook, "h-8 appearance-none pr-8 pointer-coarse:h-10")} {...props}>
        {children}
      </select>
      <ChevronDown className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-3" />
    </span>
  );
}
