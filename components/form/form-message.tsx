import { CircleAlert, CircleCheck } from "lucide-react";
import { cn } from "#components/ui/cn.ts";

type FormMessageProps = {
  state: { readonly kind: string; readonly message?: string; readonly errors?: Readonly<Record<string, string>> };
};

/**
 * What became of a form, in words, announced to screen readers. A failure that stands under its fields already is not
 * said twice.
 */
export function FormMessage({ state }: FormMessageProps) {
  const isFailed = state.kind === "failed";
  const isShown = state.message !== undefined && Object.keys(state.errors ?? {}).length === 0;
  const Icon = isFailed ? CircleAlert : CircleCheck;
  // It stands there before it says anything, or screen readers would miss it; out of the way, so that it takes no room.
  return (
    <div role={isFailed ? "alert" : "status"} className={isShown ? "" : "sr-only"}>
      {isShown ? (
        <p
          className={cn(
            "flex items-start gap-2 rounded-md px-3 py-2 text-ink",
            isFailed ? "bg-danger-wash" : "bg-paper-3",
          )}
        >
          <Icon className={cn("mt-0.5 size-4 shrink-0", isFailed ? "text-danger" : "text-ink-2")} aria-hidden />
          {state.message}
        </p>
      ) : null}
    </div>
  );
}
