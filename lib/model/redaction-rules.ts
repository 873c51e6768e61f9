import { z } from "zod";
import { compileHidingPattern } from "#lib/model/hiding-pattern";

export const redactionLimits = { fields: 50, fieldChars: 60, patterns: 20, patternChars: 200 } as const;

const fieldSchema = z
  .string()
  .trim()
  .max(redactionLimits.fieldChars, `must have at most ${redactionLimits.fieldChars} characters`)
  .regex(/[\p{L}\p{N}]/u, "must hold a letter or a digit")
  .regex(/^[^\p{C}]*$/u, "must hold no control characters");

const patternSchema = z
  .string()
  .min(1, "must not be empty")
  .max(redactionLimits.patternChars, `must have at most ${redactionLimits.patternChars} characters`)
  .superRefine((text, context) => {
    try {
      compileHidingPattern(text);
    } catch (error) {
      context.addIssue({ code: "custom", message: error instanceof Error ? error.message : "cannot be read" });
    }
  });

/** What an owner has hidden on top of the built-in rules. */
export const redactionRulesSchema = z.strictObject({
  fields: z
    .array(fieldSchema)
    .max(redactionLimits.fields, `must be at most ${redactionLimits.fields} names`)
    .describe(
      "Names of body fields, query parameters and headers whose values are hidden; case and separators do not count.",
    ),
  patterns: z
    .array(patternSchema)
    .max(redactionLimits.patterns, `must be at most ${redactionLimits.patterns} patterns`)
    .describe("What matches is hidden wherever it stands. RE2 syntax."),
});
export type RedactionRules = Readonly<z.infer<typeof redactionRulesSchema>>;

export const noRedactionRules: RedactionRules = { fields: [], patterns: [] };
