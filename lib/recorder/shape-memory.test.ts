import { expect, test } from "vitest";
import { type ObservedInput, observedAttempt } from "#lib/recorder/attempt-fixture";
import { createShapeReader } from "#lib/recorder/shape-memory";

const startMs = 1_767_225_600_000;
const route = "POST /members";

function open() {
  const read = createShapeReader();
  return (input: ObservedInput & { readonly route?: string }) =>
    read(observedAttempt({ method: "POST", ...input }), input.route ?? route, (text) => text.replaceAll("hidden", "*"));
}

const success = (second: number, requestBody: unknown): ObservedInput => ({
  outcome: "success",
  status: 200,
  startedAtMs: startMs + second * 1_000,
  requestBody,
});

test("of successes only those are kept that differ from the one before, of each route", () => {
  const read = open();
  expect(read(success(0, { a: 1 }))).toBe('{"query":{},"body":{"a":"number"}}');
  expect(read(success(5, { a: 2 }))).toBeNull();
  expect(read({ ...success(5, { a: 2 }), route: "POST /groups" })).not.toBeNull();
  expect(read(success(6, { a: "x" }))).toContain('"a":"string"');
  expect(read(success(7, { a: "x" }))).toBeNull();
});

test("successes are looked at once a second", () => {
  const read = open();
  read(success(0, { a: 1 }));
  expect(read({ ...success(0, { b: 1 }), startedAtMs: startMs + 999 })).toBeNull();
  expect(read({ ...success(0, { b: 1 }), startedAtMs: startMs + 1_000 })).not.toBeNull();
});

test.each<[string, ObservedInput, boolean]>([
  ["refused by Kisi", {}, true],
  ["failed at Kisi", { outcome: "server_error", status: 500 }, true],
  ["too many", { outcome: "rate_limited", status: 429 }, false],
  ["not answered", { outcome: "network_error", status: null }, false],
  ["left", { outcome: "aborted", status: null }, false],
  ["never sent", { outcome: "blocked", status: null }, false],
])("an attempt that was %s keeps its shape: %s", (_, input, kept) => {
  expect(open()({ ...input, requestBody: { hidden: 1 } }) !== null).toBe(kept);
});

test("known secrets are taken out, and what is too long is not kept", () => {
  const read = open();
  expect(read({ requestBody: { hidden: 1 } })).toBe('{"query":{},"body":{"*":"number"}}');
  const deep = (depth: number): unknown =>
    depth === 0 ? 1 : Object.fromEntries(["aa", "bb", "cc", "dd", "ee", "ff"].map((name) => [name, deep(depth - 1)]));
  expect(read({ requestBody: deep(4) })).toBeNull();
});
