import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

type StatProps = {
  label: ReactNode;
  /** The figure, or null if it is not known. */
  value: string | null;
  unit?: string | undefined;
  /** Window and n: `of 1,204 attempts`. */
  note?: ReactNode;
  /** Against the span before: `+1.2 points`. */
  change?: ReactNode;
  /** Too few samples to lean on. */
  few?: boolean;
  /** A sparkline without axes. */
  spark?: ReactNode;
  className?: string | undefined;
};

/** The number, its unit, its window, its n, its change. Goes into a `StatRow`. */
export function Stat({ label, value, unit, note, change, few, spark, className }: StatProps) {
  return (
    <div className={cn("flex min-w-0 flex-col px-4 py-3", className)}>
      <dt className="text-ink-3 text-xs">{label}</dt>
      <dd className="mt-1 flex items-end gap-3">
        <span className="whitespace-nowrap font-medium text-xl leading-6 tracking-[-0.01em]">
          {value ?? <span className="text-ink-3">unknown</span>}
          {value !== null && unit ? <span className="ml-0.5 font-normal text-ink-2 text-sm">{unit}</span> : null}
        </span>
        {spark ? <span className="mb-0.5 ml-auto min-w-0 shrink">{spark}</span> : null}
      </dd>
      <dd className="mt-1 flex flex-wrap gap-x-2 text-ink-3 text-xs">
        {note}
        {few ? <span className="text-caution">few samples</span> : null}
        {change ? <span>{change}</span> : null}
      </dd>
    </div>
  );
}

/** Figures side by side, parted by hairlines. */
export function StatRow({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return (
    <dl
      className={cn(
        "flex flex-wrap overflow-hidden rounded-lg border bg-paper *:-mt-px *:-ml-px *:flex-[1_1_10rem] *:border-t *:border-l",
        className,
      )}
    >
      {children}
    </dl>
  );
}
