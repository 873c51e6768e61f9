/** What a form shows after it was sent. Passwords and keys never come back in it. */
export type FormState =
  | { readonly kind: "idle" }
  | { readonly kind: "done"; readonly message: string }
  | {
      readonly kind: "failed";
      readonly message: string;
      /** Words for each wrong field, by its name. */
      readonly errors: Readonly<Record<string, string>>;
      /** What was typed into the fields that may be shown again, by name. */
      readonly values: Readonly<Record<string, string>>;
    };
