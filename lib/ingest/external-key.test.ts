import { describe, expect, test } from "vitest";
import { externalKeyOf, nearOfId, nearOfMoment } from "#lib/ingest/external-key";
import { sampleContext } from "#lib/ingest/sample-context";

const keyOf = (
  id: string,
  { source = "ndjson", integration = "sync" }: { source?: string; integration?: string } = {},
) => externalKeyOf(sampleContext({ integration }), source, id, nearOfId(id));

test("an id has one key in the traffic of one sender, and nothing of it can be read there", () => {
  expect(keyOf("order-1")).toMatch(/^[\w-]{26}$/);
  expect(keyOf("order-1")).toBe(keyOf("order-1"));
  const keys = [
    keyOf("order-1"),
    keyOf("order-2"),
    keyOf("order-1", { source: "otlp" }),
    keyOf("order-1", { integration: "door" }),
  ];
  expect(new Set(keys).size).toBe(4);
  expect(keyOf("0123456789abcdef")).not.toContain("0123");
});

describe("ids that were made together have keys that lie together", () => {
  test.each([
    ["counters", "run-7-000123", "run-7-009999", "run-8-000123"],
    [
      "UUIDs of version 7",
      "019a24f0-e1f0-7697-a755-f473222005b7",
      "019a24f0-ffff-7000-8000-000000000000",
      "019a24f1-0000-7000-8000-000000000000",
    ],
    ["ULIDs", "01KB6Q8ZX0ABCDEFGHJKMNPQRS", "01KB6Q8FFF0000000000000000", "01KB6Q9000ABCDEFGHJKMNPQRS"],
  ])("%s", (_, one, beside, elsewhere) => {
    expect(nearOfId(beside)).toBe(nearOfId(one));
    expect(nearOfId(elsewhere)).not.toBe(nearOfId(one));
    expect(keyOf(beside).slice(0, 4)).toBe(keyOf(one).slice(0, 4));
  });

  test("and so have those of one minute", () => {
    expect(nearOfMoment(60_000)).toBe(nearOfMoment(119_999));
    expect(nearOfMoment(120_000)).not.toBe(nearOfMoment(119_999));
  });
});

test("a short id is a neighbourhood of its own", () => {
  expect(["a", "abcd", ""].map(nearOfId)).toEqual(["", "", ""]);
  expect(keyOf("a")).not.toBe(keyOf("abcd"));
});
