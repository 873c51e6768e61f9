import { RE2JS } from "re2js";

/** Steps of the compiled pattern: with it grows what each character of a text costs. */
const stepsMax = 100;

/**
 * Compiles a pattern that somebody typed, in RE2's syntax: its time grows with the text alone, whatever the pattern, so
 * no text can make it run for minutes. Throws an `Error` whose message ends the sentence "pattern 2 …".
 */
export function compileHidingPattern(text: string): RE2JS {
  const pattern = compile(text);
  if (pattern.test("")) throw new Error("matches the empty text, so it says nothing of what is to be hidden");
  if (pattern.programSize() > stepsMax) throw new Error("is too large: repeat fewer times, or split it into several");
  return pattern;
}

function compile(text: string): RE2JS {
  try {
    return RE2JS.compile(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, "") : String(error);
    throw new Error(`cannot be read: ${reason}. It is RE2's syntax, without references back and looking around`);
  }
}
