"use client";

import Link from "next/link";
import { ToggleGroup } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

const frameLook = "inline-flex items-center gap-px rounded-md bg-paper-3 p-0.5";
const partLook =
  "inline-flex h-6 items-center whitespace-nowrap gap-1.5 rounded-[4px] px-2 text-ink-2 text-xs hover:text-ink aria-checked:bg-paper aria-checked:text-ink aria-checked:shadow-[0_0_0_1px_var(--line-2)] aria-[current=true]:bg-paper aria-[current=true]:text-ink aria-[current=true]:shadow-[0_0_0_1px_var(--line-2)] pointer-coarse:h-9 [&_svg]:size-4";

type SegmentedLinksProps = {
  label: string;
  items: readonly { readonly label: ReactNode; readonly href: string; readonly current: boolean }[];
  className?: string | undefined;
};

/** One of a few views, each with an address of its own. */
export function SegmentedLinks({ label, items, className }: SegmentedLinksProps) {
  return (
    <nav aria-label={label} className={cn(frameLook, className)}>
      {items.map(({ label: text, href, current }) => (
        <Link
          key={href}
          href={href}
          scroll={false}
          prefetch={false}
          aria-current={current ? "true" : undefined}
          className={partLook}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}

type SegmentedProps<T extends string> = {
  label: string;
  value: T;
  onValueChange: (value: T) => void;
  items: readonly { readonly value: T; readonly label: ReactNode; readonly title?: string }[];
  className?: string | undefined;
};

/** One of a few values. */
export function Segmented<T extends string>({ label, value, onValueChange, items, className }: SegmentedProps<T>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        const found = items.find((item) => item.value === next);
        if (found) onValueChange(found.value);
      }}
      className={cn(frameLook, className)}
    >
      {items.map((item) => (
        <ToggleGroup.Item key={item.value} value={item.value} title={item.title} className={partLook}>
          {item.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
