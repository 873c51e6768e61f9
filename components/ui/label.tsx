import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";

export function Label({ className, ...props }: ComponentProps<"label">) {
  // biome-ignore lint/a11y/noLabelWithoutControl: the caller gives htmlFor or a control as child
  return <label className={cn("font-medium text-ink text-sm", className)} {...props} />;
}
