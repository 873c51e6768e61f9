import { expect, test } from "vitest";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { type CommitGroups, createGroupCommit, defaultGroupCommit } from "#lib/store/sqlite/group-commit";

const attempts = (count: number) => Array.from({ length: count }, () => sampleAttempt());

/** Commits that wait to be settled by the test, with the number of rows of each group. */
function createCommits() {
  const sizes: number[][] = [];
  const waiting: ((failures: readonly (Error | null)[]) => void)[] = [];
  const commit: CommitGroups = (groups) => {
    sizes.push(groups.map(({ length }) => length));
    return new Promise((resolve) => waiting.push(resolve));
  };
  return {
    commit,
    sizes,
    /** Ends the commit under way; the next one, if there is any, has then begun. */
    async settle(failures: readonly (Error | null)[] = []) {
      waiting.shift()?.(failures);
      await turn();
      await turn();
    },
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("records of one turn share a commit, and so do those that come while it is under way", async () => {
  const commits = createCommits();
  const { record, settled } = createGroupCommit(commits.commit, defaultGroupCommit);
  const first = [record(attempts(1)), record(attempts(2))];
  expect(commits.sizes).toEqual([]);
  await turn();
  expect(commits.sizes).toEqual([[1, 2]]);
  const second = [record(attempts(3)), record(attempts(4))];
  await turn();
  second.push(record(attempts(5)));
  expect(commits.sizes).toHaveLength(1);
  await commits.settle();
  await Promise.all(first);
  expect(commits.sizes).toEqual([
    [1, 2],
    [3, 4, 5],
  ]);
  await commits.settle();
  await Promise.all(second);
  await settled();
});

test("records of the turn that follows a commit share the next one with those that waited", async () => {
  const commits = createCommits();
  const { record } = createGroupCommit(commits.commit, defaultGroupCommit);
  const first = record(attempts(1));
  await turn();
  const waited = record(attempts(2));
  // As a caller does whose record was let go and who has the next one at once.
  const next = first.then(() => record(attempts(3)));
  await commits.settle();
  expect(commits.sizes).toEqual([[1], [2, 3]]);
  await commits.settle();
  await Promise.all([waited, next]);
});

test("a commit takes whole groups until it is large enough", async () => {
  const commits = createCommits();
  const { record } = createGroupCommit(commits.commit, { rowsPerCommit: 5, rowsWaitingMax: 100 });
  const records = [2, 2, 2, 9, 1].map((count) => record(attempts(count)));
  await turn();
  for (let n = 0; n < 3; n += 1) await commits.settle();
  expect(commits.sizes).toEqual([[2, 2, 2], [9], [1]]);
  await Promise.all(records);
});

test("a group that fails rejects with its own failure, the others resolve", async () => {
  const commits = createCommits();
  const { record } = createGroupCommit(commits.commit, defaultGroupCommit);
  const results = Promise.allSettled([record(attempts(1)), record(attempts(1)), record(attempts(1))]);
  await turn();
  await commits.settle([null, new Error("bad"), null]);
  expect((await results).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("a commit that fails as a whole rejects all of its records, and the next one is tried", async () => {
  let calls = 0;
  const { record, settled } = createGroupCommit(async (groups) => {
    calls += 1;
    if (calls === 1) throw new Error("thread died");
    return groups.map(() => null);
  }, defaultGroupCommit);
  await expect(Promise.all([record(attempts(1)), record(attempts(1))])).rejects.toThrow("thread died");
  await record(attempts(1));
  await settled();
  expect(calls).toBe(2);
});

test("when too much waits, more is refused at once, until there is room again", async () => {
  const commits = createCommits();
  const { record } = createGroupCommit(commits.commit, { rowsPerCommit: 4, rowsWaitingMax: 8 });
  const kept = [record(attempts(4)), record(attempts(4))];
  await expect(record(attempts(1))).rejects.toMatchObject({ code: "unavailable" });
  await turn();
  kept.push(record(attempts(1)));
  for (let n = 0; n < 3; n += 1) await commits.settle();
  await Promise.all(kept);
});
