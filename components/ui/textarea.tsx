import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";
import { controlLook } from "#components/ui/input";

/** `mono` for JSON and other code. */
export function Textarea({ className, mono, ...props }: ComponentProps<"textarea"> & { mono?: boolean }) {
  return (
    <textarea
      className={cn(controlLook, "min-h-20 py-1.5 leading-5", mono ? "font-mono text-xs" : null, className)}
      {...props}
    />
  );
}
