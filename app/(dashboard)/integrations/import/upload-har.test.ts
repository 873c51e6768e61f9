import { expect, test } from "vitest";
import { readEnding } from "./upload-har";

const taken = { accepted: 2, duplicates: 0, rejected: [{ line: 3, message: "is none" }], ignored: 5, span: null };

test("what was taken is told", () => {
  expect(readEnding(200, JSON.stringify(taken))).toEqual({ kind: "taken", taken });
});

test.each([
  [400, '{"detail":"The file has no log.entries: is it a HAR file?"}', /log\.entries/, false],
  [413, '{"detail":"A HAR file may hold at most 128 MiB."}', /128 MiB/, false],
  [401, '{"detail":"Send a token"}', /no longer signed in/, true],
  [502, "<html>Bad gateway</html>", /answered 502/, false],
  [408, "", /answered 408/, false],
  [200, "<html>a portal</html>", /answered 200/, false],
])("%i with %s is told in words", (status, text, words, isSignedOut) => {
  expect(readEnding(status, text)).toMatchObject({
    kind: "failed",
    message: expect.stringMatching(words),
    isSignedOut,
  });
});
