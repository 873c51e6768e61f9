import type { ApiOperation } from "#lib/http/api-operation";
import { hygieneViewSchema } from "#lib/http/hygiene-views";
import { rangeSearchSchema } from "#lib/http/search";

/** What programs do against Kisi's rules. */
export const hygieneOperations = {
  getHygiene: {
    id: "getHygiene",
    method: "GET",
    path: "/api/v1/hygiene",
    scope: "read",
    summary: "What your programs do against Kisi's rules, each with its calls and its fix",
    description:
      "Recorded calls, held against Kisi's rules for callers: retrying, pace, sign-ins, deprecated operations, partner " +
      "headers. The newest 200,000 attempts of the range are looked at.",
    query: rangeSearchSchema,
    answer: hygieneViewSchema,
    fails: ["unavailable"],
  },
} as const satisfies Readonly<Record<string, ApiOperation>>;
