import { expect, test } from "vitest";
import { groupCall, type Member } from "#lib/ingest/grouping";

type Sketch = {
  readonly name: string;
  readonly at: number;
  readonly told?: number;
  readonly final?: boolean;
  readonly stored?: boolean;
};

const startMs = Date.UTC(2026, 0, 31);

function memberOf({ name, at, told, final, stored }: Sketch): Member<string> {
  const facts = { startedAtMs: startMs + at, latencyMs: 10.25, outcome: "success" as const };
  return {
    ...facts,
    toldStartedAtMs: facts.startedAtMs,
    arrived: name,
    attempt: told ?? null,
    final: final ?? null,
    stored: stored
      ? { ...facts, callId: "c", attempt: told ?? 1, source: "ndjson", integration: null, final: final ?? false }
      : null,
  };
}

/** `name` by number, with a star on the one that ends the call. */
function group(...sketches: readonly Sketch[]) {
  const { attempts, duplicates } = groupCall(sketches.map(memberOf));
  return {
    row: attempts.map(({ member, attempt, call }) => `${attempt} ${member.arrived}${call ? "*" : ""}`),
    duplicates: duplicates.map(({ arrived }) => arrived),
  };
}

test.each<[string, readonly Sketch[], readonly string[]]>([
  ["one", [{ name: "a", at: 0 }], ["1 a*"]],
  [
    "by time, whatever the order of arrival",
    [
      { name: "b", at: 50 },
      { name: "a", at: 0 },
      { name: "c", at: 90 },
    ],
    ["1 a", "2 b", "3 c*"],
  ],
  [
    "at one moment, as they came",
    [
      { name: "a", at: 0 },
      { name: "b", at: 0 },
    ],
    ["1 a", "2 b*"],
  ],
  [
    "told numbers against the time",
    [
      { name: "b", at: 0, told: 2 },
      { name: "a", at: 50, told: 1 },
    ],
    ["1 a", "2 b*"],
  ],
  [
    "told numbers with a gap",
    [
      { name: "c", at: 50, told: 3 },
      { name: "a", at: 0, told: 1 },
    ],
    ["1 a", "3 c*"],
  ],
  [
    "a later one without a number",
    [
      { name: "a", at: 0, told: 1, stored: true, final: true },
      { name: "b", at: 50 },
    ],
    ["1 a", "2 b*"],
  ],
  [
    "an earlier one moves the others on",
    [
      { name: "b", at: 50, told: 1, stored: true },
      { name: "c", at: 90, told: 2, stored: true, final: true },
      { name: "a", at: 0 },
    ],
    ["1 a", "2 b", "3 c*"],
  ],
  [
    "only as far as it must",
    [
      { name: "b", at: 50, told: 1, stored: true },
      { name: "d", at: 90, told: 3, stored: true, final: true },
      { name: "a", at: 0 },
    ],
    ["1 a", "2 b", "3 d*"],
  ],
  ["more will follow", [{ name: "a", at: 0, final: false }], ["1 a"]],
  [
    "it has followed",
    [
      { name: "a", at: 0, told: 1, stored: true, final: false },
      { name: "b", at: 50 },
    ],
    ["1 a", "2 b*"],
  ],
  [
    "the last first",
    [
      { name: "c", at: 90, told: 3, stored: true, final: true },
      { name: "a", at: 0, told: 1, final: false },
    ],
    ["1 a", "3 c*"],
  ],
  [
    "said to be the last, but it was not",
    [
      { name: "a", at: 0, told: 1, final: true },
      { name: "b", at: 50, told: 2 },
    ],
    ["1 a", "2 b*"],
  ],
  [
    "open still",
    [
      { name: "b", at: 50, told: 2, stored: true, final: false },
      { name: "a", at: 0, told: 1 },
    ],
    ["1 a", "2 b"],
  ],
])("%s", (_, sketches, row) => {
  expect(group(...sketches)).toEqual({ row, duplicates: [] });
});

test("a number that is taken makes a duplicate, and what is stored wins", () => {
  const stored = { name: "stored", at: 50, told: 1, stored: true, final: true };
  expect(group({ name: "new", at: 0, told: 1 }, stored)).toEqual({ row: ["1 stored*"], duplicates: ["new"] });
  expect(group({ name: "a", at: 0, told: 1 }, { name: "b", at: 9, told: 1 })).toEqual({
    row: ["1 a*"],
    duplicates: ["b"],
  });
});

test("totals run from the first start to the last end, to the fraction", () => {
  const { attempts } = groupCall(
    [
      { name: "b", at: 500 },
      { name: "a", at: 0 },
    ].map(memberOf),
  );
  expect(attempts.map(({ waitedMs }) => waitedMs)).toEqual([0, 489.75]);
  expect(attempts[1]?.call).toMatchObject({ startedAtMs: startMs, attempts: 2, latencyMs: 510.25, heldBackMs: 0 });
});

test("a call lasts no less than its attempts together, and missing ones are counted", () => {
  const { attempts } = groupCall(
    [
      { name: "a", at: 0, told: 1 },
      { name: "d", at: 0, told: 4 },
    ].map(memberOf),
  );
  expect(attempts[1]?.call).toMatchObject({ startedAtMs: startMs, attempts: 4, latencyMs: 20.5, heldBackMs: 0 });
  expect(attempts[1]?.waitedMs).toBe(0);
});

test("no members, no call", () => {
  expect(groupCall([])).toEqual({ attempts: [], duplicates: [] });
});
