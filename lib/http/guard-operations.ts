import type { ApiOperation } from "#lib/http/api-operation";
import { guardViewSchema } from "#lib/http/guard-views";

/** What the guard holds, and whether Kisi seems to have suspended anyone. */
export const guardOperations = {
  getGuard: {
    id: "getGuard",
    method: "GET",
    path: "/api/v1/guard",
    scope: "read",
    summary: "What the guard holds and has saved, and whether a suspension is suspected",
    description: "Its settings are in `getSettings`; an integration's own mode is in `Integration.guard`.",
    answer: guardViewSchema,
  },
  releaseHold: {
    id: "releaseHold",
    method: "DELETE",
    path: "/api/v1/guard/holds/{holdId}",
    scope: "write",
    summary: "Let calls through again that the guard holds",
    description: "Its failures are forgotten, so that it takes as many again before it is held anew.",
    params: { holdId: "As it stands in `GuardHold.id`." },
    answer: null,
    fails: ["not_found"],
  },
} as const satisfies Readonly<Record<string, ApiOperation>>;
