import { AppError, type ErrorCode } from "#lib/errors";

/** The body of every failed answer of the API: RFC 9457. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
};

export const problemContentType = "application/problem+json";

const answers: Readonly<Record<ErrorCode, { readonly status: number; readonly title: string }>> = {
  bad_input: { status: 400, title: "Bad input" },
  unauthenticated: { status: 401, title: "Not signed in" },
  forbidden: { status: 403, title: "Not allowed" },
  not_found: { status: 404, title: "Not found" },
  conflict: { status: 409, title: "Conflict" },
  too_large: { status: 413, title: "Too large" },
  unanswerable: { status: 422, title: "Cannot be answered" },
  unavailable: { status: 503, title: "Unavailable" },
};

/** The problem that a caller sees. An unexpected error is a 500 without its details: those are for the log. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof AppError)) {
    return problem(500, "Internal error", "Ajar failed to answer. The log has the cause.");
  }
  const { status, title } = answers[error.code];
  const body = problem(status, title, error.message);
  return error.errors.length > 0 ? { ...body, errors: error.errors } : body;
}

/** A problem that has no code of its own, for answers made from a status alone. */
export function problem(status: number, title: string, detail: string): Problem {
  return { type: "about:blank", title, status, detail };
}
