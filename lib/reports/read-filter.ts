import { badInput } from "#lib/errors";
import { type AttemptFilter, attemptFilterSchema } from "#lib/model/filter";
import { issueWords } from "#lib/model/issue-words";

/** The filter of a spec. Throws `bad_input` for one that cannot be read. */
export function readFilter(written: Readonly<Record<string, string>>): AttemptFilter {
  const parsed = attemptFilterSchema.strict().safeParse(written, { error: issueWords });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.join(".") || "filter", message }));
  throw badInput(errors);
}
