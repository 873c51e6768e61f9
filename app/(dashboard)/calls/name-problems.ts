import type { ProblemStore } from "#lib/store/problem-store";
import { signatureWords } from "../problems/problem-words";

/** What the problems of a filter are: `422 POST /users: email not accepted`; null if there is none of them. */
export async function nameProblems(
  store: Pick<ProblemStore, "findProblem">,
  ids: readonly string[] = [],
): Promise<string | null> {
  const found = await Promise.all(ids.map((id) => store.findProblem(id)));
  const named = found.flatMap((problem) => {
    if (!problem) return [];
    const signature = signatureWords(problem);
    return [`${problem.status ?? "no answer"} ${problem.route}${signature ? `: ${signature}` : ""}`];
  });
  return named.length > 0 ? named.join(", ") : null;
}
