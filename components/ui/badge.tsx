import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";

const badgeLook = cva(
  "inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 text-xs [&_svg]:size-3",
  {
    variants: {
      tone: {
        neutral: "border-line-2 text-ink-2",
        accent: "border-transparent bg-accent-wash text-accent",
        caution: "border-transparent bg-caution-wash text-caution",
        danger: "border-transparent bg-danger-wash text-danger",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export function Badge({ tone, className, ...props }: ComponentProps<"span"> & VariantProps<typeof badgeLook>) {
  return <span className={cn(badgeLook({ tone }), className)} {...props} />;
}
