import type { FailedForm, FormState } from "#lib/model/form-state";

type AnyState = { readonly kind: string } | FailedForm;

export const idleForm: FormState = { kind: "idle" };

/** The words for one field, if it was wrong. */
export function errorOf(state: AnyState, field: string): string | undefined {
  return "errors" in state ? state.errors[field] : undefined;
}

/**
 * What was typed into one field, to be shown again. A select or a tick takes it as its `key`, too: only a new one heeds
 * another default, and a form's own action sets it back to that.
 */
export function typedInto(state: AnyState, field: string): string | undefined {
  return "values" in state ? state.values[field] : undefined;
}
