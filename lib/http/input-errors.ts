import type { z } from "zod";
import { AppError, badInput, type InputError } from "#lib/errors";

/**
 * What a schema found wrong, an entry for each field and each thing to say of it; `unknownWords` are said of a name that
 * the schema lacks.
 */
export function inputErrorsOf(error: z.ZodError, unknownWords: string): InputError[] {
  const errors = error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({ path: [...issue.path, key].join("."), message: unknownWords }));
    }
    return [{ path: issue.path.join("."), message: issue.message }];
  });
  // A number that is too large for its schema is too large to be whole as well, and both are said in the same words.
  return [...new Map(errors.map((one) => [`${one.path} ${one.message}`, one])).values()];
}

/** Runs what knows the fields of one object only, and names those that it refuses by their place in the whole input. */
export async function namedUnder<T>(field: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof AppError) || error.errors.length === 0) throw error;
    throw badInput(error.errors.map(({ path, message }) => ({ path: `${field}.${path}`, message })));
  }
}
