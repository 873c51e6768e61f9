import fc from "fast-check";
import { expect, test } from "vitest";
import { problemSorts } from "#lib/model/problem-filter";
import { type CostedProblem, pageOfProblems } from "#lib/problems/page-of-problems";
import { sampleProblem } from "#lib/problems/sample-problem";

const arbitraryProblems = fc
  .uniqueArray(fc.tuple(fc.nat(40), fc.nat(3), fc.nat(3), fc.nat(3)), { selector: ([id]) => id, maxLength: 30 })
  .map((drawn) =>
    drawn.map(([id, attempts, bad, seen]): CostedProblem => {
      const problem = sampleProblem({ id: id.toString(16), firstSeenAtMs: seen, lastSeenAtMs: seen });
      return { problem, attempts, calls: 0, bad: Math.min(bad, attempts) };
    }),
  );

test("pages of any size have every problem once, highest first", () => {
  fc.assert(
    fc.property(
      arbitraryProblems,
      fc.constantFrom(...problemSorts),
      fc.integer({ min: 1, max: 7 }),
      (all, sort, limit) => {
        const whole = pageOfProblems(all, { sort, limit: 100, cursor: null }).data;
        const paged: CostedProblem[] = [];
        let cursor: string | null = null;
        do {
          const page = pageOfProblems(all, { sort, limit, cursor });
          expect(page.data.length).toBeLessThanOrEqual(limit);
          paged.push(...page.data);
          cursor = page.nextCursor;
        } while (cursor !== null);
        expect(paged).toEqual(whole);
        expect(new Set(whole)).toEqual(new Set(all));
        const firsts = whole.map(({ problem, attempts, bad }) => {
          const values = { cost: bad, attempts, lastSeen: problem.lastSeenAtMs, firstSeen: problem.firstSeenAtMs };
          return values[sort];
        });
        expect(firsts).toEqual(firsts.toSorted((a, b) => b - a));
      },
    ),
  );
});

test.each(["", "1_2", "x_1_a", "1_2_a; DROP", "-1_2_a"])("the cursor %j is refused", (cursor) => {
  expect(() => pageOfProblems([], { sort: "cost", limit: 5, cursor })).toThrow(/cursor/);
});
