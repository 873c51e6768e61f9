/**
 * Remembers the answers of a pure function for up to `entriesMax` arguments, then starts afresh: what is asked often is
 * back at once, and no flood of different arguments grows the memory.
 */
export function boundedMemo<T>(compute: (argument: string) => T, entriesMax: number): (argument: string) => T {
  const answers = new Map<string, T>();
  return (argument) => {
    const known = answers.get(argument);
    if (known !== undefined) return known;
    const answer = compute(argument);
    if (answers.size >= entriesMax) answers.clear();
    answers.set(argument, answer);
    return answer;
  };
}
