import { z } from "zod";

/** What goes wrong on the socket after the request was processed. */
export const networkFaults = [
  /** The connection is reset before a byte of the answer. */
  "reset_before_head",
  /** The head and half of the body come, then the connection is reset. */
  "reset_mid_body",
  /** Nothing ever comes. */
  "hang_before_head",
  /** The head comes, the body never. */
  "hang_after_head",
  /** The body comes a byte at a time, ten a second. */
  "slow_drip",
  /** `Content-Length` promises more than comes before the connection is closed in order. */
  "truncated",
] as const;
export type NetworkFault = (typeof networkFaults)[number];

const effectSchema = z.discriminatedUnion("kind", [
  /** A 5xx before the request was processed. */
  z.object({
    kind: z.literal("server_error"),
    status: z.int().min(500).max(599).default(503),
    body: z.enum(["json", "html", "empty"]).default("json"),
    retryAfter: z.string().max(100).nullable().default(null),
  }),
  /** A 429 whatever the caller did, as when other logins of the same user take up the limit. */
  z.object({ kind: z.literal("rate_limited"), retryAfter: z.string().max(100).nullable().default(null) }),
  /** Answers take this long: log-normal around the median; `spread` 0 takes exactly the median. */
  z.object({
    kind: z.literal("latency"),
    medianMs: z.number().min(0).max(120_000),
    spread: z.number().min(0).max(3).default(0),
  }),
  z.object({ kind: z.literal("network"), fault: z.enum(networkFaults) }),
  /** A processed request, and an answer that cannot be read. */
  z.object({ kind: z.literal("garbled"), how: z.enum(["not_json", "html", "empty", "bad_gzip"]) }),
  /** 401 on everything. */
  z.object({ kind: z.literal("revoked") }),
  /** The user is no administrator any more: 403 on what needs one. */
  z.object({ kind: z.literal("rights_lost") }),
  /** 422 on creations and updates that are right. */
  z.object({ kind: z.literal("validation_bug"), field: z.string().max(100).default("base") }),
  /** 503 or 409 of the controllers on what moves a door. */
  z.object({ kind: z.literal("door_trouble") }),
  /**
   * After `badMax` answers 4xx within the window the whole organization gets 403. Without a number the simulator draws
   * one from 30 to 120 and keeps it to itself, as Kisi does.
   */
  z.object({
    kind: z.literal("suspension"),
    badMax: z.int().min(1).nullable().default(null),
    windowMs: z.int().min(1).default(3_600_000),
    counts429: z.boolean().default(true),
  }),
]);
export type Effect = z.infer<typeof effectSchema>;
export type EffectKind = Effect["kind"];

export const scenarioSchema = z.strictObject({
  effect: effectSchema,
  /** Share of the matching calls that it hits. */
  rate: z.number().min(0).max(1).default(1),
  /** `GET /locks/{id}`, or a template for any method; null for all. */
  routes: z.array(z.string().max(300)).max(300).nullable().default(null),
  /** Names of sample keys, or secrets; null for all. */
  keys: z.array(z.string().max(300)).max(100).nullable().default(null),
  /** Half-open span of time, epoch ms; null is open. */
  fromMs: z.int().nullable().default(null),
  toMs: z.int().nullable().default(null),
});
export type Scenario = z.infer<typeof scenarioSchema>;
export type ScenarioInput = z.input<typeof scenarioSchema>;

/** Scenarios by name, for the command line and the control endpoint. */
export const scenarioPresets = {
  healthy: [],
  realistic: [{ effect: { kind: "latency", medianMs: 90, spread: 0.45 } }],
  outage: [{ effect: { kind: "server_error", status: 503 } }],
  burst: [{ effect: { kind: "server_error", status: 502, body: "html" }, rate: 0.3 }],
  slow: [{ effect: { kind: "latency", medianMs: 4_000, spread: 0.5 } }],
  flaky: [
    { effect: { kind: "network", fault: "reset_before_head" }, rate: 0.05 },
    { effect: { kind: "network", fault: "reset_mid_body" }, rate: 0.03 },
    { effect: { kind: "network", fault: "truncated" }, rate: 0.02 },
  ],
  hanging: [{ effect: { kind: "network", fault: "hang_before_head" }, rate: 0.1 }],
  garbled: [
    { effect: { kind: "garbled", how: "not_json" }, rate: 0.1 },
    { effect: { kind: "garbled", how: "html" }, rate: 0.1 },
    { effect: { kind: "garbled", how: "bad_gzip" }, rate: 0.1 },
  ],
  revoked: [{ effect: { kind: "revoked" } }],
  rights_lost: [{ effect: { kind: "rights_lost" } }],
  suspension: [{ effect: { kind: "suspension" } }],
  validation_bug: [{ effect: { kind: "validation_bug" }, rate: 0.5 }],
  rate_storm: [{ effect: { kind: "rate_limited", retryAfter: "2" }, rate: 0.6 }],
  door_trouble: [{ effect: { kind: "door_trouble" }, rate: 0.3 }],
} as const satisfies Record<string, readonly ScenarioInput[]>;
export type ScenarioPreset = keyof typeof scenarioPresets;
