import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";

/** Scrolls sideways in its own box, so that the page never does. `label` names it for assistive technology. */
export function Table({ className, label, ...props }: ComponentProps<"table"> & { label: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, and a section would be a landmark more
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <div role="group" aria-label={label} className="relative overflow-x-auto" tabIndex={0}>
      <table className={cn("w-full border-collapse text-left text-sm", className)} aria-label={label} {...props} />
    </div>
  );
}

export function TableHead({ className, ...props }: ComponentProps<"thead">) {
  return <thead className={cn("h-8 border-b text-ink-3 text-xs", className)} {...props} />;
}

export function TableBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody className={cn("divide-y divide-line", className)} {...props} />;
}

/** With a `RowLink` in its first cell the whole row is that link. */
export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr className={cn("row", className)} {...props} />;
}

type CellLook = {
  /** Figures stand to the right. */
  numeric?: boolean | undefined;
  /** Methods, paths, ids and codes. */
  mono?: boolean | undefined;
};

export function TableHeader({ className, numeric, mono, ...props }: ComponentProps<"th"> & CellLook) {
  return <th scope="col" className={cn("cell font-normal", lookOf({ numeric, mono }), className)} {...props} />;
}

export function TableCell({ className, numeric, mono, ...props }: ComponentProps<"td"> & CellLook) {
  return <td className={cn("cell", lookOf({ numeric, mono }), className)} {...props} />;
}

function lookOf({ numeric, mono }: CellLook): string {
  return cn(numeric && "text-right", mono && "font-mono text-xs");
}
