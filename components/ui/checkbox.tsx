import type { ComponentProps, ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode };

/** A box with its label; the whole line is the target. */
export function Checkbox({ label, hint, className, ...props }: CheckboxProps) {
  return (
    <label className={cn("flex min-h-6 cursor-pointer items-start gap-2 py-0.5 text-sm", className)}>
      <input type="checkbox" className="mt-0.5 size-4 shrink-0 accent-accent" {...props} />
      <span>
        {label}
        {hint ? <span className="block text-ink-3 text-xs">{hint}</span> : null}
      </span>
    </label>
  );
}
