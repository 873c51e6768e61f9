import { createLoader, createSerializer, parseAsStringLiteral } from "nuqs/server";
import { rangeSearch } from "#lib/time/range-search";

export const exampleKinds = ["latest", "first", "slowest"] as const;
export type ExampleKind = (typeof exampleKinds)[number];

const problemSearch = {
  ...rangeSearch,
  /** Which attempt stands for the others. */
  example: parseAsStringLiteral(exampleKinds).withDefault("latest"),
};

export const loadProblemSearch = createLoader(problemSearch);
export const serializeProblemSearch = createSerializer(problemSearch);
