import type { ApiOperation } from "#lib/http/api-operation";
import { riskViewSchema } from "#lib/http/risk-views";

/** How close to a suspension one may be. */
export const riskOperations = {
  getRisk: {
    id: "getRisk",
    method: "GET",
    path: "/api/v1/risk",
    scope: "read",
    summary: "How much of the limits is used, and when they are reached",
    description:
      "Counted in attempts over trailing windows up to now. A store that cannot be read is answered with 503, never " +
      "with a level.",
    answer: riskViewSchema,
    fails: ["unavailable"],
  },
} as const satisfies Readonly<Record<string, ApiOperation>>;
