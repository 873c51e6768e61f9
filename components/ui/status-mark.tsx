import { cn } from "#components/ui/cn.ts";
import { outcomeLooks } from "#components/ui/outcome-look.ts";
import type { BlockedReason, NetworkError } from "#lib/model/attempt";
import type { Outcome } from "#lib/model/outcome";

const networkWords: Readonly<Record<NetworkError, string>> = {
  refused: "connection refused",
  dns: "name not found",
  tls: "TLS failed",
  connect_timeout: "no connection in time",
  head_timeout: "no answer in time",
  body_timeout: "answer stalled",
  deadline: "deadline passed",
  reset: "connection lost",
  truncated: "answer cut off",
  other: "no answer",
};

const blockedWords: Readonly<Record<BlockedReason, string>> = {
  guard: "held by the guard",
  pacer: "held by the pacer",
  breaker: "held by the breaker",
};

type StatusMarkProps = {
  outcome: Outcome;
  status?: number | null;
  networkError?: NetworkError | null;
  blockedReason?: BlockedReason | null;
  /** Square and code alone, where the word stands elsewhere. */
  compact?: boolean;
  className?: string | undefined;
};

/** A small square, the status code and what it means: `■ 422 client error`. */
export function StatusMark({ outcome, status, networkError, blockedReason, compact, className }: StatusMarkProps) {
  const word =
    (networkError && networkWords[networkError]) ||
    (blockedReason && blockedWords[blockedReason]) ||
    outcomeLooks[outcome].word;
  return (
    <span className={cn("inline-flex items-center gap-1.5 whitespace-nowrap", className)}>
      <StatusSquare outcome={outcome} />
      {status ? <span className="font-mono text-xs">{status}</span> : null}
      {compact && status ? <span className="sr-only">{word}</span> : <span className="text-ink-2">{word}</span>}
    </span>
  );
}

/** The square alone; words must stand beside it. */
export function StatusSquare({ outcome, className }: { outcome: Outcome; className?: string | undefined }) {
  const { color, fill, texture } = outcomeLooks[outcome];
  if (texture === "outline") {
    return (
      <span
        aria-hidden
        className={cn("inline-block size-2 shrink-0 rounded-[2px] border-[1.5px]", className)}
        style={{ borderColor: color }}
      />
    );
  }
  return <span aria-hidden className={cn("inline-block size-2 shrink-0 rounded-[2px]", fill, className)} />;
}
