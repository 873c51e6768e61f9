import { CircleAlert, CircleCheck } from "lucide-react";
import type { FormState } from "#lib/model/form-state";

/**
 * What became of a form, in words, announced to screen readers. A failure that stands under its fields already is not
 * said twice.
 */
export function FormMessage({ state }: { state: FormState }) {
  const isShown = state.kind === "done" || (state.kind === "failed" && Object.keys(state.errors).length === 0);
  const Icon = state.kind === "failed" ? CircleAlert : CircleCheck;
  return (
    <div role={state.kind === "failed" ? "alert" : "status"}>
      {isShown ? (
        <p
          className={
            state.kind === "failed"
              ? "flex items-start gap-2 rounded-md bg-danger-wash px-3 py-2 text-ink"
              : "flex items-start gap-2 rounded-md bg-paper-3 px-3 py-2 text-ink"
          }
        >
          <Icon
            className={state.kind === "failed" ? "mt-0.5 size-4 shrink-0 text-danger" : "mt-0.5 size-4 shrink-0"}
            aria-hidden
          />
          {state.message}
        </p>
      ) : null}
    </div>
  );
}
