import type { ReactNode } from "react";

type PageHeaderProps = {
  title: ReactNode;
  /** What this page says at a glance, or what it is about. */
  children?: ReactNode;
  actions?: ReactNode;
};

/** The one h1 of a page. */
export function PageHeader({ title, children, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-start gap-x-6 gap-y-3 xl:flex-nowrap">
      <div className="mr-auto min-w-0">
        <h1 className="font-medium text-xl tracking-[-0.01em]">{title}</h1>
        {children ? <div className="mt-0.5 max-w-[96ch] text-ink-2">{children}</div> : null}
      </div>
      {actions ? (
        <div className="flex min-w-0 max-w-full flex-wrap items-center gap-2 xl:shrink-0">{actions}</div>
      ) : null}
    </header>
  );
}
