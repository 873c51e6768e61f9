import type { FailedForm, FormState } from "#lib/model/form-state";

type AnyState = { readonly kind: string } | FailedForm;

export const idleForm: FormState = { kind: "idle" };

/** The words for one field, if it was wrong. */
export function errorOf(state: AnyState, field: string): string | undefined {
  return "errors" in state ? state.errors[field] : undefined;
}

/** What was typed into one field, to be shown again. */
export function typedInto(state: AnyState, field: string): string | undefined {
  return "values" in state ? state.values[field] : undefined;
}
