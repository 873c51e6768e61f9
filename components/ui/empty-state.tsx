import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

type EmptyStateProps = {
  title: ReactNode;
  /** Why there is nothing and what to do next. */
  children?: ReactNode;
  actions?: ReactNode;
  className?: string | undefined;
};

/** Nothing here yet, or nothing left by the filters: says which, and offers the next step. */
export function EmptyState({ title, children, actions, className }: EmptyStateProps) {
  return (
    <div className={cn("grid justify-items-center gap-3 px-4 py-12 text-center", className)}>
      <div className="max-w-[52ch]">
        <p className="font-medium">{title}</p>
        {children ? <div className="mt-1 text-ink-2">{children}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
