import { Check } from "lucide-react";
import { cn } from "#components/ui/cn.ts";

const steps = ["Your account", "Kisi API key"] as const;

/** Where one stands in the set-up. */
export function Steps({ current }: { current: 1 | 2 }) {
  return (
    <ol aria-label="Steps of the set-up" className="grid grid-cols-2 gap-2">
      {steps.map((name, index) => {
        const isDone = index + 1 < current;
        const isCurrent = index + 1 === current;
        return (
          <li
            key={name}
            aria-current={isCurrent ? "step" : undefined}
            className={cn(
              "flex items-center gap-1.5 border-t-2 pt-2 text-xs",
              isDone || isCurrent ? "border-accent" : "border-line-2",
              isCurrent ? "font-medium text-ink" : "text-ink-3",
            )}
          >
            {isDone ? <Check className="size-3.5" aria-label="Done:" /> : `${index + 1}.`} {name}
          </li>
        );
      })}
    </ol>
  );
}
