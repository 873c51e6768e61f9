import { expect, test } from "vitest";
import { AppError } from "#lib/errors";
import { callsSearchSchema, parseSearch, statsSearchSchema } from "#lib/http/search";

const calls = (query: string) => parseSearch(callsSearchSchema, new URLSearchParams(query));
const stats = (query: string) => parseSearch(statsSearchSchema, new URLSearchParams(query));

function errorsOf(parse: () => unknown) {
  try {
    parse();
  } catch (error) {
    if (error instanceof AppError) return error.errors;
  }
  throw new Error("expected an AppError");
}

test("comma lists mean any of, numbers are read", () => {
  expect(calls("last=1h&outcome=client_error,rate_limited&status=422,429&method=get&minRetries=1")).toEqual({
    last: "1h",
    outcome: ["client_error", "rate_limited"],
    status: [422, 429],
    method: ["GET"],
    minRetries: 1,
    match: "last",
    limit: 50,
  });
});

test("defaults", () => {
  expect(stats("")).toEqual({ by: "statusClass", bucket: "auto", tz: "UTC" });
  expect(stats("bucket=300").bucket).toBe(300);
});

test.each([
  ["limit=0", "limit"],
  ["limit=501", "limit"],
  ["limit=ten", "limit"],
  ["outcome=sucess", "outcome.0"],
  ["statusClass=429", "statusClass.0"],
  ["status=99", "status.0"],
  ["source=fax", "source.0"],
  ["minLatencyMs=-1", "minLatencyMs"],
  ["lats=24h", "lats"],
  ["__proto__=1", "__proto__"],
  ["status=422&status=429", "status"],
  ["route=", "route"],
  ["outcome=,", "outcome"],
])("%s is refused and named", (query, path) => {
  expect(errorsOf(() => calls(query)).map((error) => error.path)).toContain(path);
});

test.each([
  ["limit=501", "must be a whole number from 1 to 500"],
  ["status=teapot", "must be a whole number from 100 to 599"],
  ["status=99999999999999999999", "must be a whole number from 100 to 599"],
  ["source=fax", "must be one of console, gateway, otlp, har, ndjson"],
  ["minLatencyMs=soon", "must be a number of milliseconds, 0 or more"],
  ["outcome=,,", "has no value"],
  ["q=", "has no value"],
  [`q=${"x".repeat(201)}`, "must have 1 to 200 characters"],
  [`status=${"200,".repeat(51)}`, "must have at most 50 values"],
])("%s is told in words", (query, message) => {
  expect(errorsOf(() => calls(query))).toMatchObject([{ message }]);
});

test.each([
  ["bucket=120", "bucket"],
  ["bucket=60.5", "bucket"],
  ["by=colour", "by"],
  ["tz=Mars/Olympus", "tz"],
  ["limit=5", "limit"],
])("%s is refused and named", (query, path) => {
  expect(errorsOf(() => stats(query)).map((error) => error.path)).toContain(path);
});
