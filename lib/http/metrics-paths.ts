import { type Paths, problems } from "#lib/http/openapi-document";

/** What Prometheus reads. */
export const metricsPaths: Paths = {
  "/metrics": {
    get: {
      operationId: "readMetrics",
      summary: "Metrics for Prometheus",
      description:
        "Counted since the process started: `ajar_attempts_total`, `ajar_attempt_duration_seconds`, " +
        "`ajar_retries_total`, `ajar_store_errors_total`, `ajar_ingest_turned_away_total`, and the process's own. After 500 routes the rest is `other`.",
      security: [{ token: ["read"] }, { session: [] }],
      responses: {
        200: {
          description: "The text exposition format, version 0.0.4.",
          content: { "text/plain": { schema: { type: "string" } } },
        },
        ...problems(["unauthenticated", "forbidden"]),
      },
    },
  },
};
