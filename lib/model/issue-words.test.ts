import { expect, test } from "vitest";
import { z } from "zod";
import { issueWords } from "#lib/model/issue-words";

const fields = z.object({
  text: z.string().min(1).max(3),
  whole: z.int().min(1).max(9),
  share: z.number().gt(0).lt(1),
  flag: z.boolean(),
  list: z.array(z.string()).min(1).max(2),
  word: z.enum(["a", "b"]),
  one: z.literal("x"),
  at: z.iso.datetime({ offset: true }),
  either: z.union([z.iso.datetime(), z.int()]),
  object: z.object({}),
  own: z.string("must be as I say"),
  kind: z.discriminatedUnion("is", [z.object({ is: z.literal("p") }), z.object({ is: z.literal("q") })]),
});

test.each([
  ["text", undefined, "is missing"],
  ["text", 5, "must be a text"],
  ["text", null, "must be a text"],
  ["text", "", "must have at least 1 character"],
  ["text", "long", "must have at most 3 characters"],
  ["whole", "1", "must be a number"],
  ["whole", 1.5, "must be a whole number"],
  ["whole", 0, "must be at least 1"],
  ["whole", 10, "must be at most 9"],
  ["share", Number.NaN, "must be a number"],
  ["share", 0, "must be above 0"],
  ["share", 1, "must be below 1"],
  ["flag", "yes", "must be true or false"],
  ["list", "a", "must be a list"],
  ["list", [], "must have at least 1 value"],
  ["list", ["a", "b", "c"], "must have at most 2 values"],
  ["word", "c", "must be one of a, b"],
  ["one", "y", "must be x"],
  ["at", "soon", "must be ISO 8601 with a zone, such as 2026-01-31T12:00:00Z"],
  ["either", "soon", "must be ISO 8601 with a zone, such as 2026-01-31T12:00:00Z"],
  ["either", true, "must be a text, or must be a number"],
  ["object", [], "must be an object with named fields"],
  ["own", 5, "must be as I say"],
  ["kind", { is: "r" }, "must be one of p, q"],
] as const)("%s: %j %s", (field, input, words) => {
  const { error } = fields.shape[field].safeParse(input, { error: issueWords });
  expect(error?.issues.map(({ message }) => message)).toEqual([words]);
});
