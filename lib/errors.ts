/** Every failure that Ajar itself can name. Each transport maps a code to its own answer once. */
export type ErrorCode =
  | "bad_input"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "too_large"
  | "unsupported"
  | "unanswerable"
  | "too_many"
  | "unavailable"
  | "disk_full";

/** One input that was wrong: its path, as `from` or `filter.status`, and words that stand behind that. */
export type InputError = { readonly path: string; readonly message: string };

type AppErrorOptions = {
  readonly cause?: unknown;
  /** Which inputs were wrong, one entry for each. */
  readonly errors?: readonly InputError[];
};

// The pages' bundle and the modules that server.ts loads each have a copy of this class: the mark joins them.
const mark = Symbol.for("ajar.app-error");

/**
 * An expected failure with words for the person who meets it: what is wrong and what to do.
 * The cause, if there is one, is for the log alone. `instanceof` holds whichever copy of this module made the error.
 */
export class AppError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && mark in value;
  }

  readonly [mark] = true;
  readonly code: ErrorCode;
  readonly errors: readonly InputError[];

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.errors = options.errors ?? [];
  }
}

/** The failure of an input that is wrong: its words name each of the errors. */
export function badInput(errors: readonly InputError[]): AppError {
  return new AppError("bad_input", errors.map(({ path, message }) => `${path} ${message}`).join("; "), { errors });
}
