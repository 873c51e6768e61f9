import { expect, test } from "vitest";
import { defaultPrioritySettings } from "#lib/model/priorities";
import type { RiskLevel } from "#lib/model/risk";
import { outboundRequest } from "#lib/outbound/call-fixture";
import type { OutboundRequest } from "#lib/outbound/exchange";
import { paceByPriority } from "#lib/outbound/priority";

const own = { key: "user 1", count: 5, windowMs: 1_000 };
const bulk = { key: "user 1:bulk", count: 1, windowMs: 5_000 };
const on = { ...defaultPrioritySettings, enabled: true };
const door = { doorAction: true };

test.each<[string, Partial<OutboundRequest>, typeof on, RiskLevel, string, readonly unknown[]]>([
  ["off: high is like the others", { priority: "high" }, defaultPrioritySettings, "critical", "normal", [own]],
  ["off: low is like the others", { priority: "low" }, defaultPrioritySettings, "exceeded", "normal", [own]],
  ["off: a door goes first", door, defaultPrioritySettings, "ok", "door", [own]],
  ["a door goes first", { ...door, priority: "low" }, on, "critical", "door", [own]],
  ["high comes next", { priority: "high" }, on, "critical", "high", [own]],
  ["low waits", { priority: "low" }, on, "critical", "normal", [own, bulk]],
  ["low waits all the more", { priority: "low" }, on, "exceeded", "normal", [own, bulk]],
  ["unmarked does not", {}, on, "critical", "normal", [own]],
  ["unmarked waits if asked for", {}, { ...on, unmarkedIsBulk: true }, "critical", "normal", [own, bulk]],
  ["nothing waits at warning", { priority: "low" }, on, "warning", "normal", [own]],
  ["nothing waits while nobody knows", { priority: "low" }, on, "unknown", "normal", [own]],
  ["nothing waits without a pacer", { priority: "low", paceLimits: [] }, on, "critical", "normal", []],
])("%s", (_, request, settings, level, rank, limits) => {
  expect(paceByPriority(outboundRequest({ paceLimits: [own], ...request }), { settings, level })).toEqual({
    rank,
    limits,
  });
});
