import Link from "next/link";
import { levelLooks } from "#components/risk/level-look.ts";
import { cn } from "#components/ui/cn.ts";
import type { RiskLevel } from "#lib/model/risk";

type LevelBadgeProps = {
  level: RiskLevel;
  /** What the level is of, for who points at it. */
  title: string;
};

/** The level in the top bar; leads to the Risk page. */
export function LevelBadge({ level, title }: LevelBadgeProps) {
  const { word, icon: Icon, frame } = levelLooks[level];
  // A phone has no room for words that nobody waits for.
  const isCalm = level === "ok" || level === "unknown";
  return (
    <Link
      href="/risk"
      prefetch={false}
      title={title}
      className={cn(
        "inline-flex h-8 items-center gap-1.5 whitespace-nowrap rounded-md border px-2 text-sm hover:border-line-3 pointer-coarse:h-10",
        frame,
      )}
    >
      <Icon className="size-4 shrink-0" strokeWidth={1.75} aria-hidden />
      <span className="max-sm:sr-only">Risk</span>
      <span className={cn("font-medium", isCalm && "max-sm:sr-only")}>{word}</span>
    </Link>
  );
}
