import { z } from "zod";
import type { ApiOperation } from "#lib/http/api-operation";
import { callDetailViewSchema, callViewSchema, statsViewSchema } from "#lib/http/api-views";
import { callsSearchSchema, statsSearchSchema } from "#lib/http/search";

/** Reading the recorded traffic. */
export const trafficOperations = {
  listCalls: {
    id: "listCalls",
    method: "GET",
    path: "/api/v1/calls",
    scope: "read",
    summary: "Calls of a range, newest first",
    description:
      "A search that has gone through very many calls answers with what it found by then: the page is short, perhaps " +
      "empty, and `nextCursor` goes on from there. The list is at its end when `nextCursor` is null.",
    query: callsSearchSchema,
    answer: z.object({
      data: z.array(callViewSchema),
      nextCursor: z.string().nullable().describe("Give it as `cursor` to go on; null at the end."),
    }),
  },
  getCall: {
    id: "getCall",
    method: "GET",
    path: "/api/v1/calls/{callId}",
    scope: "read",
    summary: "One call with its attempts and what was kept of a failed exchange",
    params: { callId: "As it stands in `Call.callId` and in the gateway's header `X-Ajar-Call`." },
    answer: callDetailViewSchema,
    fails: ["not_found"],
  },
  getStats: {
    id: "getStats",
    method: "GET",
    path: "/api/v1/stats",
    scope: "read",
    summary: "Figures of a range, over time and by one dimension",
    description:
      "What is counted equals a recount of the recorded attempts. Buckets align to multiples of their width since the " +
      "epoch, days to midnights in `tz`; the first and the last may be partial and count only what lies in the range.",
    query: statsSearchSchema,
    answer: statsViewSchema,
    fails: ["unanswerable"],
  },
} as const satisfies Readonly<Record<string, ApiOperation>>;
