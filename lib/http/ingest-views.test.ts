import { expect, test } from "vitest";
import { viewSpan } from "#lib/http/ingest-views";

const at = (startedAtMs: number) => ({ startedAtMs });

test("the span holds the first and the last, in whatever order they came", () => {
  expect(viewSpan([])).toBeNull();
  expect(viewSpan([at(2_000), at(1_000), at(3_000)])).toEqual({
    from: "1970-01-01T00:00:01.000Z",
    to: "1970-01-01T00:00:03.001Z",
  });
});
