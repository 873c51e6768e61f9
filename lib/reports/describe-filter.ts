const words: Readonly<Record<string, string>> = {
  outcome: "outcome",
  statusClass: "status class",
  status: "status",
  method: "method",
  route: "route",
  integration: "integration",
  credential: "key",
  source: "source",
  problem: "problem",
  minRetries: "retries, at least",
  minLatencyMs: "latency in ms, at least",
  q: "text",
};

/** Which attempts are meant, for a reader: `Attempts with status 500, 503; route GET /locks`. */
export function describeFilter(filter: Readonly<Record<string, string>>): string {
  const parts = Object.entries(filter).map(([name, value]) => {
    const values = value.replaceAll(",", ", ");
    return `${words[name] ?? name} ${name === "outcome" ? values.replaceAll("_", " ") : values}`;
  });
  return parts.length === 0 ? "All attempts of the range." : `Attempts with ${parts.join("; ")}.`;
}
