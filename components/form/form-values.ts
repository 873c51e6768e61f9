import type { FormState } from "#lib/model/form-state";

export const idleForm: FormState = { kind: "idle" };

/** The words for one field, if it was wrong. */
export function errorOf(state: FormState, field: string): string | undefined {
  return state.kind === "failed" ? state.errors[field] : undefined;
}

/** What was typed into one field, to be shown again. */
export function typedInto(state: FormState, field: string): string | undefined {
  return state.kind === "failed" ? state.values[field] : undefined;
}
