/** Stands wherever something was taken out. */
export const marker = "[redacted]";

/**
 * `stored` is what goes to disk: secrets and personal data are hidden. `screen` is shown once to the person who made
 * the call and never kept: secrets are hidden, personal data is not.
 */
export type RedactionMode = "stored" | "screen";

/** A part of a text, by its UTF-16 units; `to` is not in it. */
export type Span = { readonly from: number; readonly to: number };

/** True for the name of a field, parameter or header whose value an owner wants to be hidden. */
export type HidesName = (name: string) => boolean;

/** What an installation hides on top of the built-in rules, of what is stored. */
export type ExtraRules = { readonly hidesName: HidesName; readonly findSpans: (text: string) => readonly Span[] };

export const noExtraRules: ExtraRules = { hidesName: () => false, findSpans: () => [] };

/**
 * How one exchange is redacted. `scrub` hides every secret value that the exchange is known to hold, and what an
 * owner's patterns match.
 */
export type Redaction = {
  readonly mode: RedactionMode;
  readonly scrub: (text: string) => string;
  readonly hidesName?: HidesName;
};
