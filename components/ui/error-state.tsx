import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

type ErrorStateProps = {
  /** What failed. */
  title: ReactNode;
  /** The cause, and whether anything was changed. */
  cause?: ReactNode;
  /** What to do. */
  children?: ReactNode;
  /** A button that tries again, links that help. */
  actions?: ReactNode;
  /** To be named in a report: a digest or a request id. */
  id?: string | undefined;
  className?: string | undefined;
};

export function ErrorState({ title, cause, children, actions, id, className }: ErrorStateProps) {
  return (
    <div role="alert" className={cn("flex gap-3 rounded-lg border border-danger/40 bg-danger-wash p-4", className)}>
      <CircleAlert className="mt-0.5 size-4 shrink-0 text-danger" aria-hidden />
      <div className="grid min-w-0 gap-2">
        <p className="font-medium">{title}</p>
        {cause ? <p className="break-words text-ink-2">{cause}</p> : null}
        {children ? <div className="text-ink-2">{children}</div> : null}
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
        {id ? <p className="font-mono text-ink-3 text-xs">{id}</p> : null}
      </div>
    </div>
  );
}
