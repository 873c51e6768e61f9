import { alertViewSchema } from "#lib/http/alert-views";
import type { SchemaWriter } from "#lib/http/json-schema";
import { type LiveEvent, liveAttemptSchema, liveSearchSchema, liveStatsSchema } from "#lib/http/live-events";
import { type Paths, problems, queryParameters } from "#lib/http/openapi-document";
import { riskViewSchema } from "#lib/http/risk-views";

/** The live stream. OpenAPI 3.1 has no words for the events of a stream, so the description names them. */
export function livePaths(writer: SchemaWriter): Paths {
  const events: Readonly<Record<LiveEvent, unknown>> = {
    stats: writer.write(liveStatsSchema),
    attempt: writer.write(liveAttemptSchema),
    alert: writer.write(alertViewSchema),
    risk: writer.write(riskViewSchema),
  };
  return {
    "/api/v1/live": {
      get: {
        operationId: "watchLive",
        summary: "What is being stored, as server-sent events",
        description:
          "`stats`, each second at most and every 15 seconds at least, has a `LiveStats`; `attempt` has a " +
          "`LiveAttempt`; `alert`, when one begins, changes or ends, has an `Alert`; " +
          "`risk`, at the beginning and whenever its level changes, has a `Risk`. The stream has no memory: after a reconnect read again what you need.",
        security: [{ token: ["read"] }, { session: [] }],
        parameters: queryParameters(liveSearchSchema, writer),
        responses: {
          200: {
            description: "Events until either side leaves.",
            content: { "text/event-stream": { schema: { type: "string" }, "x-events": events } },
          },
          ...problems(["bad_input", "unauthenticated", "forbidden", "unavailable"]),
        },
      },
    },
  };
}
