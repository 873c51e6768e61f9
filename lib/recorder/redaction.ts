/** Stands wherever something was taken out. */
export const marker = "[redacted]";

/**
 * `stored` is what goes to disk: secrets and personal data are hidden. `screen` is shown once to the person who made
 * the call and never kept: secrets are hidden, personal data is not.
 */
export type RedactionMode = "stored" | "screen";

/** How one exchange is redacted. `scrub` hides every secret value that the exchange is known to hold. */
export type Redaction = { readonly mode: RedactionMode; readonly scrub: (text: string) => string };
