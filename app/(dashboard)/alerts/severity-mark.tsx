import { Info, type LucideIcon, OctagonAlert, TriangleAlert } from "lucide-react";
import { cn } from "#components/ui/cn.ts";
import type { Severity } from "#lib/model/alert-rule";

const looks: Readonly<Record<Severity, { readonly icon: LucideIcon; readonly text: string; readonly fill: string }>> = {
  notice: { icon: Info, text: "text-ink-2", fill: "var(--ink-3)" },
  warning: { icon: TriangleAlert, text: "text-caution", fill: "var(--s-4xx)" },
  critical: { icon: OctagonAlert, text: "text-danger", fill: "var(--danger)" },
};

/** How grave it is: a shape and a word first, colour on top. */
export function SeverityMark({ severity, className }: { severity: Severity; className?: string }) {
  const { icon: Icon, text } = looks[severity];
  return (
    <span className={cn("inline-flex items-center gap-1.5 whitespace-nowrap align-bottom", text, className)}>
      <Icon className="size-4 shrink-0" strokeWidth={1.75} aria-hidden />
      {severity}
    </span>
  );
}

/** The colour of a bar. */
export function severityFill(severity: Severity): string {
  return looks[severity].fill;
}
