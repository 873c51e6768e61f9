import { cn } from "#components/ui/cn.ts";

/** Holds the place of what is coming. Appears after 300 ms, so that quick answers do not flicker. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return (
    <div
      aria-hidden
      className={cn("fade-in-0 animate-in rounded-md bg-paper-3 fill-mode-both delay-300 duration-200", className)}
    />
  );
}
