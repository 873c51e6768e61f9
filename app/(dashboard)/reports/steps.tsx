import { cn } from "#components/ui/cn.ts";

const steps = [
  { name: "scope", label: "Scope" },
  { name: "words", label: "What happened" },
  { name: "preview", label: "Preview" },
  { name: "formats", label: "Formats" },
] as const;

type StepsProps = { current: (typeof steps)[number]["name"] };

/** Where one is on the way to a report. */
export function Steps({ current }: StepsProps) {
  const at = steps.findIndex(({ name }) => name === current);
  return (
    <ol className="flex flex-wrap gap-x-4 gap-y-1 text-xs" aria-label="Steps to a report">
      {steps.map(({ name, label }, index) => (
        <li
          key={name}
          aria-current={name === current ? "step" : undefined}
          className={cn(index === at ? "font-medium text-ink" : "text-ink-3")}
        >
          {index + 1}. {label}
        </li>
      ))}
    </ol>
  );
}
