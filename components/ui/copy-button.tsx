"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn.ts";

type CopyButtonProps = {
  text: string;
  /** What is copied, as `call id`. */
  what: string;
  /** Shows words beside the icon. */
  children?: string;
  className?: string | undefined;
};

type Phase = "idle" | "copied" | "refused";

/** Copies a text and says so, in place and to screen readers. */
export function CopyButton({ text, what, children, className }: CopyButtonProps) {
  const [phase, setPhase] = useState<Phase>("idle");
  useEffect(() => {
    if (phase === "idle") return;
    const timer = setTimeout(() => setPhase("idle"), 2_000);
    return () => clearTimeout(timer);
  }, [phase]);
  const copy = () =>
    writeClipboard(text).then(
      () => setPhase("copied"),
      () => setPhase("refused"),
    );
  const said = { idle: "", copied: "Copied", refused: "Not copied: select the text and copy it by hand" }[phase];
  return (
    <>
      <Button
        variant="ghost"
        size={children ? "sm" : "icon-sm"}
        className={cn("relative z-10", className)}
        onClick={copy}
        title={said || `Copy ${what}`}
        aria-label={children ? undefined : `Copy ${what}`}
      >
        {phase === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
        {children ? (phase === "copied" ? "Copied" : children) : null}
      </Button>
      <span className="sr-only" role="status">
        {said}
      </span>
    </>
  );
}

async function writeClipboard(text: string): Promise<void> {
  // Absent where the page is served by plain http on another host than localhost.
  if (!navigator.clipboard) throw new Error("this browser gives no clipboard to pages that are not encrypted");
  await navigator.clipboard.writeText(text);
}
