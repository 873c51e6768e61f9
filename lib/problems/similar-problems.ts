import type { Problem } from "#lib/model/problem";

const shownMax = 5;
const leastScore = 2;

/** Problems that may have the same cause, likeliest first, five at most. */
export function similarProblems(problem: Problem, all: readonly Problem[]): readonly Problem[] {
  return all
    .filter(({ id, other }) => id !== problem.id && !other)
    .map((candidate) => ({ candidate, score: likeness(problem, candidate) }))
    .filter(({ score }) => score >= leastScore)
    .sort((a, b) => b.score - a.score || b.candidate.lastSeenAtMs - a.candidate.lastSeenAtMs)
    .slice(0, shownMax)
    .map(({ candidate }) => candidate);
}

/** A code or a way to break off in common says most, then the route, then the fields; a status alone says little. */
function likeness(a: Problem, b: Problem): number {
  const sameCode = a.errorCode !== null && a.errorCode === b.errorCode;
  const sameBreak = a.networkError !== null && a.networkError === b.networkError;
  const sameFields = a.fields.some((field) => b.fields.includes(field));
  const sameStatus = a.status !== null && a.status === b.status;
  return (
    (sameCode ? 4 : 0) +
    (sameBreak ? 4 : 0) +
    (a.route === b.route ? 2 : 0) +
    (sameFields ? 2 : 0) +
    (sameStatus ? 1 : 0)
  );
}
