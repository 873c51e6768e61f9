import { cn } from "#components/ui/cn.ts";
import { CopyButton } from "#components/ui/copy-button";

type CodeBlockProps = {
  code: string;
  /** What it is, as `response body`. */
  what: string;
  className?: string | undefined;
  /** Breaks long lines instead of scrolling. */
  wrap?: boolean;
};

export function CodeBlock({ code, what, className, wrap }: CodeBlockProps) {
  return (
    <figure aria-label={what} className={cn("group relative rounded-md border bg-paper-2", className)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="max-h-96 overflow-auto p-3 pr-11 font-mono text-xs leading-5">
        <code className={wrap ? "whitespace-pre-wrap break-all" : ""}>{code}</code>
      </pre>
      <CopyButton text={code} what={what} className="absolute top-1.5 right-1.5 bg-paper-2" />
    </figure>
  );
}
