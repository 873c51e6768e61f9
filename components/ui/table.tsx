import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";

const box = "relative overflow-x-auto";
const stackingBox = cn(box, "@container");

type TableProps = ComponentProps<"table"> & {
  /** Names it for assistive technology. */
  label: string;
  /** Makes a card of each row where its box is narrow. */
  stacks?: boolean;
};

/** Scrolls sideways in its own box, so that the page never does. */
export function Table({ className, label, stacks, ...props }: TableProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, and a section would be a landmark more
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <div role="group" aria-label={label} className={stacks ? stackingBox : box} tabIndex={0}>
      <table
        className={cn("w-full border-collapse text-left text-sm", stacks && "stacks", className)}
        aria-label={label}
        {...props}
      />
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

type TableCellProps = ComponentProps<"td"> &
  CellLook & {
    /** Of a table that stacks: stands over the cell in a card, beside others; a cell without it takes a line. */
    label?: string | undefined;
  };

export function TableCell({ className, numeric, mono, label, ...props }: TableCellProps) {
  return <td data-label={label} className={cn("cell", lookOf({ numeric, mono }), className)} {...props} />;
}

function lookOf({ numeric, mono }: CellLook): string {
  return cn(numeric && "text-right", mono && "font-mono text-xs");
}
