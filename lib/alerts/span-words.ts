const units = [
  { seconds: 86_400, word: "day" },
  { seconds: 3_600, word: "hour" },
  { seconds: 60, word: "minute" },
] as const;

/** `300` → `the last 5 minutes`, `86400` → `the last 24 hours`, `3600` → `the last hour`. */
export function lastWords(seconds: number): string {
  if (seconds === 86_400) return "the last 24 hours";
  const unit = units.find((one) => seconds % one.seconds === 0);
  if (!unit) return `the last ${seconds} seconds`;
  const n = seconds / unit.seconds;
  return n === 1 ? `the last ${unit.word}` : `the last ${n} ${unit.word}s`;
}
