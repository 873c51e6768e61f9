import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";

/** What lies between a dialog and the page. */
export const veilLook =
  "fixed inset-0 z-50 bg-veil data-[state=closed]:animate-out data-[state=open]:animate-in data-[state=closed]:fade-out-0 data-[state=open]:fade-in-0";

/** The sheet that a dialog is. */
export const sheetLook =
  "fixed top-[12vh] left-1/2 z-50 grid max-h-[76vh] w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 gap-4 overflow-y-auto rounded-lg bg-paper p-5 shadow-float data-[state=closed]:animate-out data-[state=open]:animate-in data-[state=closed]:fade-out-0 data-[state=open]:fade-in-0";

/** The line of buttons at the end of a dialog or form. */
export function DialogActions({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("flex flex-wrap justify-end gap-2", className)} {...props} />;
}
