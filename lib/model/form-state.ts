/** A form that was sent and refused. Passwords and keys never come back in it. */
export type FailedForm = {
  readonly kind: "failed";
  readonly message: string;
  /** Words for each wrong field, by its name. */
  readonly errors: Readonly<Record<string, string>>;
  /** What was typed into the fields that may be shown again, by name. */
  readonly values: Readonly<Record<string, string>>;
};

/** What a form shows: nothing yet, what was done, or what was wrong. */
export type FormState = { readonly kind: "idle" } | { readonly kind: "done"; readonly message: string } | FailedForm;

/** As above; `callId`: the logged call of a test. */
export type KeyState = FormState & { readonly callId?: string };
