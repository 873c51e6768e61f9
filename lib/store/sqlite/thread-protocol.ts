import { AppError, type ErrorCode } from "#lib/errors";

/** What a thread can be asked: synchronous verbs, on its own connection. */
export type Verbs = Readonly<Record<string, (...args: never[]) => unknown>>;

export type ThreadRequest = { readonly id: number; readonly verb: string; readonly args: readonly unknown[] };

/** Sent after the last question: the thread closes its connection and ends by itself. */
export const noMoreQuestions = null;

export type ThreadAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: Failure };

/** An error on its way between threads, where a class would lose its name and its fields. */
export type Failure = {
  readonly code: ErrorCode | null;
  readonly message: string;
  readonly errors: AppError["errors"];
  readonly cause: string | null;
};

/** What was thrown, as it can be sent to another thread. */
export function packFailure(error: unknown): Failure {
  const cause = error instanceof Error && error.cause !== undefined ? textOf(error.cause) : null;
  if (error instanceof AppError) return { code: error.code, message: error.message, errors: error.errors, cause };
  return { code: null, message: textOf(error), errors: [], cause };
}

/** The error as it was thrown, an `AppError` if it was one. */
export function unpackFailure({ code, message, errors, cause }: Failure): Error {
  const options = cause === null ? {} : { cause: new Error(cause) };
  return code === null ? new Error(message, options) : new AppError(code, message, { ...options, errors });
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? ` (${String(error.code)})` : "";
  return `${error.stack ?? error.message}${code}`;
}
