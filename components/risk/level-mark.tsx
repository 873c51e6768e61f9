import { levelLooks } from "#components/risk/level-look.ts";
import { cn } from "#components/ui/cn.ts";
import type { RiskLevel } from "#lib/model/risk";

/** A level by its shape and its word. */
export function LevelMark({ level, className }: { level: RiskLevel; className?: string | undefined }) {
  const { word, icon: Icon, text } = levelLooks[level];
  return (
    <span className={cn("inline-flex items-center gap-1.5 whitespace-nowrap font-medium", text, className)}>
      <Icon className="size-4 shrink-0" strokeWidth={1.75} aria-hidden />
      {word}
    </span>
  );
}
