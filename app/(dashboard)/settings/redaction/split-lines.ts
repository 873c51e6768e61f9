/** What was typed one a line; empty lines count for nothing. Blanks at the ends are no part of a name or pattern. */
export function splitLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
