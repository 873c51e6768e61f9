import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { z } from "zod";
import { networkErrors } from "#lib/model/attempt";
import { readyPolicyIds } from "#lib/risk/ready-policies";
import type { PolicyRules } from "#lib/risk/retry-policy";
import { rangeSearch } from "#lib/time/range-search";

/** Spans of traffic that are offered. */
export const replaySpans = [
  { last: "24h", label: "24 h", ms: 86_400_000 },
  { last: "7d", label: "7 d", ms: 7 * 86_400_000 },
  { last: "30d", label: "30 d", ms: 30 * 86_400_000 },
] as const;

export const policyIds = [...readyPolicyIds, "own"] as const;
export type PolicyId = (typeof policyIds)[number];

/** Span, chosen policy and the user's own one in the URL. Defaults are not written. */
const replaySearch = {
  last: parseAsStringLiteral(replaySpans.map(({ last }) => last)).withDefault("7d"),
  policy: parseAsStringLiteral(policyIds).withDefault("p-retry"),
  codes: parseAsString,
  methods: parseAsString,
  retries: parseAsString,
  base: parseAsString,
  cap: parseAsString,
  jitter: parseAsString,
  after: parseAsString,
  tz: rangeSearch.tz,
};

export const loadReplaySearch = createLoader(replaySearch);
export const serializeReplaySearch = createSerializer(replaySearch);
export type ReplaySearch = Awaited<ReturnType<typeof loadReplaySearch>>;

const codeWords = "codes must be statuses, 4xx, 5xx or network, with commas between them, such as 429, 5xx, network";
const retryWords = "retries must be 0 to 20";
const codePattern = new RegExp(`^([45]\\d\\d|[45]xx|network|${networkErrors.join("|")})$`);
const seconds = (name: string, max: number) => {
  const words = `${name} must be seconds from 0 to ${max}`;
  return z.coerce.number(words).min(0, words).max(max, words);
};

/** What the fields of one's own policy may hold. An absent field has its default. */
const ownPolicySchema = z.object({
  codes: z
    .string()
    .max(200, codeWords)
    .default("429, 5xx, network")
    .transform((text) => text.split(/[\s,]+/).filter((code) => code !== ""))
    .refine((codes) => codes.every((code) => codePattern.test(code)), codeWords),
  methods: z.enum(["all", "repeatable"], "methods must be all or repeatable").default("repeatable"),
  retries: z.coerce.number(retryWords).int(retryWords).min(0, retryWords).max(20, retryWords).default(3),
  base: seconds("the first wait", 600).default(1),
  cap: seconds("the longest wait", 3_600).default(30),
  jitter: z.enum(["none", "full"], "jitter must be none or full").default("full"),
  after: z
    .enum(["honoured", "capped", "ignored"], "Retry-After must be honoured, capped or ignored")
    .default("honoured"),
});
export type OwnPolicy = z.infer<typeof ownPolicySchema>;

/** The user's own policy as the URL has it; `complaint` says why it could not be taken, and the default one stands in. */
export function readOwnPolicy(search: ReplaySearch): { readonly own: OwnPolicy; readonly complaint: string | null } {
  const { codes, methods, retries, base, cap, jitter, after } = search;
  const written = Object.entries({ codes, methods, retries, base, cap, jitter, after });
  const parsed = ownPolicySchema.safeParse(Object.fromEntries(written.filter(([, value]) => value !== null)));
  if (parsed.success) return { own: parsed.data, complaint: null };
  return { own: ownPolicySchema.parse({}), complaint: parsed.error.issues[0]?.message ?? "a field is not valid" };
}

/** The rules of the user's own policy; its waits double. */
export function rulesOfOwn({ codes, methods, retries, base, cap, jitter, after }: OwnPolicy): PolicyRules {
  return {
    ...{ retried: codes, methods, retriesMax: retries, baseMs: base * 1_000, capMs: cap * 1_000, factor: 2 },
    ...{ jitter, retryAfter: after },
  };
}

/** The user's own policy in one sentence. */
export function wordsOfOwn({ codes, methods, retries, base, cap, jitter, after }: OwnPolicy): string {
  const which = `${codes.length === 0 ? "Nothing" : codes.join(", ")}, ${retries} times`;
  const wait = `${base} s doubling to ${cap} s${jitter === "full" ? " with full jitter" : ""}`;
  const methodWords = methods === "all" ? "every method" : "never POST or PATCH";
  return `${which}, ${wait}; Retry-After ${after}; ${methodWords}.`;
}
