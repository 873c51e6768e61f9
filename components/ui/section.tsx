import { type ReactNode, useId } from "react";
import { cn } from "#components/ui/cn.ts";

type SectionProps = {
  title: ReactNode;
  /** One line under the title: window, n, what counts. */
  note?: ReactNode;
  /** Buttons and toggles at the right end of the title's line. */
  actions?: ReactNode;
  className?: string | undefined;
  /** Lets the content reach the frame, for tables and charts. */
  flush?: boolean;
  children: ReactNode;
};

/** A titled part of a page in a hairline frame. */
export function Section({ title, note, actions, className, flush, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cn("min-w-0 rounded-lg border bg-paper", className)}>
      <header className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
        <div className="mr-auto min-w-0">
          <h2 id={id} className="font-medium text-sm">
            {title}
          </h2>
          {note ? <p className="text-ink-3 text-xs">{note}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </header>
      <div className={flush ? "" : "px-4 pb-4"}>{children}</div>
    </section>
  );
}
