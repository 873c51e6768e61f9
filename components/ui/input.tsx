import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";

/** The look that inputs, selects and text areas share. */
export const controlLook =
  "w-full min-w-0 rounded-md border border-line-3 bg-paper px-2.5 text-ink text-sm transition-colors hover:border-ink-2 focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:opacity-55 aria-invalid:border-danger pointer-coarse:text-[1rem]";

/** `mono` for keys, paths and ids. */
export function Input({ className, mono, ...props }: ComponentProps<"input"> & { mono?: boolean }) {
  return (
    <input className={cn(controlLook, "h-8 pointer-coarse:h-10", mono ? "font-mono" : null, className)} {...props} />
  );
}
