import { z } from "zod";
import type { SchemaWriter } from "#lib/http/json-schema";
import { type Paths, problems } from "#lib/http/openapi-document";

export const aliveSchema = z.object({ status: z.literal("alive") });
export const lookingSchema = z.object({ status: z.literal("looking") });
export const readySchema = z.object({ status: z.literal("ready") });

/** What a supervisor asks, without a token. */
export function healthPaths(writer: SchemaWriter): Paths {
  const probe = (operationId: string, summary: string, schema: z.ZodType) => ({
    get: {
      operationId,
      summary,
      security: [],
      responses: {
        200: { description: "OK", content: { "application/json": { schema: writer.write(schema) } } },
        ...problems(["unavailable"]),
      },
    },
  });
  return {
    "/healthz": probe("isAlive", "The process is alive", aliveSchema),
    "/healthz/alerts": probe("isLooking", "The rules are looked at in time", lookingSchema),
    "/readyz": probe("isReady", "The store answers", readySchema),
  };
}
