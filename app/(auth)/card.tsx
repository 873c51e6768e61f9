import type { ReactNode } from "react";

type CardProps = {
  title: string;
  /** What this step is about, in a sentence or two. */
  lead?: ReactNode;
  children: ReactNode;
};

/** The sheet that a visitor fills in. */
export function Card({ title, lead, children }: CardProps) {
  return (
    <section className="grid gap-5 rounded-lg border bg-paper p-5 sm:p-6">
      <header>
        <h1 className="font-medium text-xl tracking-[-0.01em]">{title}</h1>
        {lead ? <div className="mt-1 text-ink-2">{lead}</div> : null}
      </header>
      {children}
    </section>
  );
}
