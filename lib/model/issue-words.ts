import type { z } from "zod";

const typeNames: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  nan: "a number",
  number: "a number",
  object: "an object with named fields",
  record: "an object with named fields",
  string: "a text",
};

const formatWords: Readonly<Record<string, string>> = {
  datetime: "must be ISO 8601 with a zone, such as 2026-01-31T12:00:00Z",
  email: "must be an e-mail address, such as you@example.com",
  url: "must be a URL, such as https://example.com",
};

/**
 * What a schema found wrong, in words that stand behind the name of the field: "must be a number". To be given to
 * `safeParse` as `error`; what a schema says itself stands before it. Never repeats the input.
 */
export function issueWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is missing" : `must be ${typeNames[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return issue.values.length === 1
        ? `must be ${String(issue.values[0])}`
        : `must be one of ${issue.values.map(String).join(", ")}`;
    case "invalid_format":
      return formatWords[issue.format];
    case "too_small":
      return `must ${boundWords(issue.origin, issue.minimum, "at least", issue.inclusive === false ? "above" : "at least")}`;
    case "too_big":
      return `must ${boundWords(issue.origin, issue.maximum, "at most", issue.inclusive === false ? "below" : "at most")}`;
    case "invalid_union":
      return unionWords(issue);
    default:
      return undefined;
  }
}

/** The words of its forms, of which none fits; the word that tells the forms apart has its values in place of forms. */
function unionWords({ errors, options = [] }: { errors: readonly { message: string }[][]; options?: unknown[] }) {
  if (options.length > 0) return `must be one of ${options.map(String).join(", ")}`;
  const words = new Set(errors.flat().map(({ message }) => message));
  return words.size > 0 ? [...words].join(", or ") : undefined;
}

function boundWords(origin: string, bound: number | bigint, size: string, value: string): string {
  if (origin === "string") return `have ${size} ${counted(bound, "character")}`;
  if (origin === "array" || origin === "set") return `have ${size} ${counted(bound, "value")}`;
  return `be ${value} ${bound}`;
}

function counted(count: number | bigint, noun: string): string {
  return `${count} ${noun}${Number(count) === 1 ? "" : "s"}`;
}
