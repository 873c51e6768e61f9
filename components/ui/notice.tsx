import { cva, type VariantProps } from "class-variance-authority";
import { Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

const noticeLook = cva("flex items-start gap-2 rounded-md px-3 py-2 text-sm", {
  variants: {
    tone: {
      neutral: "bg-paper-3 text-ink-2",
      caution: "bg-caution-wash text-ink",
      danger: "bg-danger-wash text-ink",
    },
  },
  defaultVariants: { tone: "neutral" },
});

const iconTone = { neutral: "text-ink-3", caution: "text-caution", danger: "text-danger" } as const;

type NoticeProps = VariantProps<typeof noticeLook> & { children: ReactNode; className?: string | undefined };

/** A line that belongs to the page as it is: a limit, a fallback, a warning. */
export function Notice({ tone, className, children }: NoticeProps) {
  const Icon = tone === "caution" || tone === "danger" ? TriangleAlert : Info;
  return (
    <div className={cn(noticeLook({ tone }), className)}>
      <Icon className={cn("mt-0.5 size-4 shrink-0", iconTone[tone ?? "neutral"])} aria-hidden />
      <div className="wrap-anywhere min-w-0">{children}</div>
    </div>
  );
}
