import { expect, test } from "vitest";
import { type Culprit, type FaultFacts, faultOf } from "#lib/problems/fault";

const minuteMs = 60_000;
const facts: FaultFacts = {
  outcome: "client_error",
  status: 422,
  side: "caller",
  route: { attempts: 0, successes: 0 },
  all: { attempts: 100, unanswered: 0 },
  routes: { used: 5, with5xx: 0 },
  credentials: { used: 3, with5xx: 0 },
  keys: { used: 3, met: 0 },
  deploy: null,
};
const kisiDown = { outcome: "server_error", status: 503, side: "kisi" } as const;
const noAnswer = { outcome: "network_error", status: null, side: "network" } as const;
const justDeployed = { release: "v2", beforeMs: 12 * minuteMs };

test.each<[string, Partial<FaultFacts>, Culprit]>([
  ["a 422 is ours", {}, "ours"],
  ["a 429 is ours", { outcome: "rate_limited", status: 429 }, "ours"],
  ["a 4xx whose code blames Kisi", { side: "kisi" }, "kisi"],
  ["that code right after our deploy", { side: "kisi", deploy: justDeployed }, "ours"],
  [
    "5xx on several routes and keys",
    { ...kisiDown, routes: { used: 5, with5xx: 4 }, credentials: { used: 3, with5xx: 3 } },
    "kisi",
  ],
  [
    "5xx on several routes with one key",
    { ...kisiDown, routes: { used: 5, with5xx: 2 }, credentials: { used: 1, with5xx: 1 } },
    "kisi",
  ],
  [
    "one 5xx on one route",
    { ...kisiDown, routes: { used: 5, with5xx: 1 }, credentials: { used: 3, with5xx: 1 } },
    "unclear",
  ],
  [
    "5xx on one route with all keys",
    { ...kisiDown, routes: { used: 5, with5xx: 1 }, credentials: { used: 3, with5xx: 3 } },
    "kisi",
  ],
  [
    "5xx on one route, right after our deploy",
    { ...kisiDown, routes: { used: 5, with5xx: 1 }, deploy: justDeployed },
    "unclear",
  ],
  ["nothing answers", { ...noAnswer, all: { attempts: 40, unanswered: 40 } }, "network"],
  ["some get no answer", { ...noAnswer, all: { attempts: 40, unanswered: 2 } }, "unclear"],
  ["a single attempt got none", { ...noAnswer, all: { attempts: 1, unanswered: 1 } }, "unclear"],
])("%s", (_, changes, verdict) => {
  const fault = faultOf({ ...facts, ...changes });
  expect(fault.verdict).toBe(verdict);
  expect(fault.evidence.length).toBeGreaterThan(0);
  const strengths = fault.evidence.map(({ strength }) => strength);
  expect(strengths).toEqual(strengths.toSorted((a, b) => b - a));
});

test("the evidence tells its figures", () => {
  const { evidence } = faultOf({ ...facts, deploy: justDeployed, route: { attempts: 50, successes: 45 } });
  expect(evidence.map(({ words }) => words)).toEqual([
    "It began 12 min after the deploy of v2.",
    "422 says that Kisi refused the request, by its own rules.",
    "45 of 50 attempts of its route succeeded in the same hour, so it is some requests and not the route.",
  ]);
});

test.each([
  [401, { used: 6, met: 1 }, /^1 of 6 keys/],
  [403, { used: 2, met: 2 }, /^All 2 keys/],
])("a %i tells of the keys %j", (status, keys, words) => {
  const { evidence } = faultOf({ ...facts, status, keys });
  expect(evidence[1]?.words).toMatch(words);
  expect(faultOf({ ...facts, status: 404, keys }).evidence).toHaveLength(1);
  expect(faultOf({ ...facts, status, keys: { used: 1, met: 1 } }).evidence).toHaveLength(1);
});

test.each([
  ["two hours after a deploy", { release: "v2", beforeMs: 120 * minuteMs }, 2],
  ["later", { release: "v2", beforeMs: 120 * minuteMs + 1 }, 1],
])("%s it counts, or not", (_, deploy, count) => {
  expect(faultOf({ ...facts, deploy }).evidence).toHaveLength(count);
});
