import type { ReactNode } from "react";

/** Names and what they stand at, in two columns; under each other where it is narrow. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid gap-x-6 gap-y-2.5 sm:grid-cols-[13.5rem_minmax(0,1fr)] sm:gap-y-2">{children}</dl>;
}

type FactProps = {
  name: string;
  /** The variable that it comes from. */
  variable?: string;
  children: ReactNode;
};

export function Fact({ name, variable, children }: FactProps) {
  return (
    <div className="grid min-w-0 sm:col-span-2 sm:grid-cols-subgrid">
      <dt className="text-ink-3">
        {name}
        {variable ? <span className="block break-all font-mono text-xs">{variable}</span> : null}
      </dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

/** A setting that is not there. */
export function Unset({ children = "not set" }: { children?: string }) {
  return <span className="text-ink-3">{children}</span>;
}
