/** A text that no reader of Markdown takes for markup, on one line. */
export function inlineMarkdown(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").replace(/[\\`*_[\]<>|~#]/g, "\\$&");
}

/** Code within a line; in a table a bar ends the cell even in code, so there it is escaped. */
export function codeSpan(text: string): string {
  const oneLine = text.replace(/\s*\n\s*/g, " ").replaceAll("|", "\\|");
  const fence = "`".repeat(longestRun(oneLine) + 1);
  return longestRun(oneLine) > 0 ? `${fence} ${oneLine} ${fence}` : `${fence}${oneLine}${fence}`;
}

/** A block of code that nothing within it can end. */
export function codeFence(text: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}\n${text}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
