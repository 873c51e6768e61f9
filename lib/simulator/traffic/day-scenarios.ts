import type { ScenarioInput } from "#lib/simulator/scenarios";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export type DayOptions = {
  /** The day ends here, exclusive, and begins 24 hours before. */
  readonly endAtMs: number;
  /** What the clocks on the wall of the offices show ahead of UTC. Default 0. */
  readonly utcOffsetMinutes?: number;
};

/** Hour of the day, 0 to 23, on the clocks of the offices. */
export function hourOfDay(atMs: number, utcOffsetMinutes: number): number {
  return new Date(atMs + utcOffsetMinutes * 60_000).getUTCHours();
}

/** What is always so: answers that take their time, and the odd failure. */
export const everydayScenarios: readonly ScenarioInput[] = [
  { effect: { kind: "latency", medianMs: 340, spread: 0.45 }, routes: ["/locks/{id}/unlock"] },
  { effect: { kind: "latency", medianMs: 420, spread: 0.5 }, routes: ["/event_sets", "/event_sets/{id}", "/users"] },
  { effect: { kind: "latency", medianMs: 95, spread: 0.45 } },
  { effect: { kind: "server_error", status: 500 }, rate: 0.0015 },
  { effect: { kind: "network", fault: "reset_before_head" }, rate: 0.001 },
  { effect: { kind: "garbled", how: "empty" }, rate: 0.0005 },
];

/**
 * A day on which most things go wrong once: a storm of 429 at night, a mistake of Kisi's validation in the forenoon,
 * errors of the server at lunch, a key revoked in the afternoon, slow answers, controllers in trouble in the evening
 * and a network that drops connections. All are bound to their hours, so one call of `setScenarios` does for the day.
 */
export function dayScenarios({ endAtMs, utcOffsetMinutes = 0 }: DayOptions): ScenarioInput[] {
  const at = (fromHour: number, minutes: number) => {
    const fromMs = latestHourMs(endAtMs - dayMs, fromHour, utcOffsetMinutes);
    return { fromMs, toMs: Math.min(fromMs + minutes * 60_000, endAtMs) };
  };
  return [
    { effect: { kind: "rate_limited", retryAfter: "2" }, rate: 0.6, keys: ["reports", "sync"], ...at(1.75, 30) },
    {
      effect: { kind: "validation_bug", field: "group_id" },
      rate: 0.7,
      routes: ["POST /group_links"],
      ...at(11.25, 30),
    },
    { effect: { kind: "server_error", status: 502, body: "html" }, rate: 0.3, ...at(12.3, 24) },
    { effect: { kind: "server_error", status: 503 }, rate: 0.3, ...at(12.4, 18) },
    { effect: { kind: "revoked" }, keys: ["partner"], ...at(14.1, 75) },
    { effect: { kind: "latency", medianMs: 1_900, spread: 0.6 }, ...at(15.6, 25) },
    { effect: { kind: "door_trouble" }, rate: 0.22, ...at(17.7, 25) },
    { effect: { kind: "network", fault: "reset_mid_body" }, rate: 0.06, ...at(20.2, 20) },
    { effect: { kind: "network", fault: "reset_before_head" }, rate: 0.08, ...at(20.2, 20) },
    { effect: { kind: "network", fault: "hang_before_head" }, rate: 0.02, ...at(20.2, 20) },
    ...everydayScenarios,
  ];
}

/** The moment within the day that begins at `startMs` at which the clocks show this hour (fractions allowed). */
function latestHourMs(startMs: number, hour: number, utcOffsetMinutes: number): number {
  const localStartMs = startMs + utcOffsetMinutes * 60_000;
  const intoDayMs = (((hour * hourMs - localStartMs) % dayMs) + dayMs) % dayMs;
  return startMs + intoDayMs;
}
