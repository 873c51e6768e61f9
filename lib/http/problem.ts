import { z } from "zod";
import { AppError, type ErrorCode } from "#lib/errors";

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .readonly()
      .optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457. `errors` names each input that was wrong." });

/** The body of every failed answer of the API: RFC 9457. */
export type Problem = Readonly<z.infer<typeof problemSchema>>;

export const problemContentType = "application/problem+json";

/** How each failure that Ajar can name is answered. */
export const problemAnswers: Readonly<Record<ErrorCode, { readonly status: number; readonly title: string }>> = {
  bad_input: { status: 400, title: "Bad input" },
  unauthenticated: { status: 401, title: "Not signed in" },
  forbidden: { status: 403, title: "Not allowed" },
  not_found: { status: 404, title: "Not found" },
  conflict: { status: 409, title: "Conflict" },
  too_large: { status: 413, title: "Too large" },
  unsupported: { status: 415, title: "Unsupported content" },
  unanswerable: { status: 422, title: "Cannot be answered" },
  too_many: { status: 429, title: "Too many requests" },
  unavailable: { status: 503, title: "Unavailable" },
  disk_full: { status: 507, title: "Disk full" },
};

/** The problem that a caller sees. An unexpected error is a 500 without its details: those are for the log. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof AppError)) {
    return problem(500, "Internal error", "Ajar failed to answer. The log has the cause.");
  }
  const { status, title } = problemAnswers[error.code];
  const body = problem(status, title, error.message);
  return error.errors.length > 0 ? { ...body, errors: error.errors } : body;
}

/** Seconds: a full queue is not for long, and of a full disk nobody knows. */
const retryAfterS = "5";
const retried = new Set([429, 503, 507]);

/** The headers that go with a problem of this status. */
export function problemHeaders(status: number): Readonly<Record<string, string>> {
  if (status === 401) return { "www-authenticate": 'Bearer realm="ajar"' };
  return retried.has(status) ? { "retry-after": retryAfterS } : {};
}

/** A problem that has no code of its own, for answers made from a status alone. */
export function problem(status: number, title: string, detail: string): Problem {
  return { type: "about:blank", title, status, detail };
}
