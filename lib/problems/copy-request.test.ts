import { expect, test } from "vitest";
import type { Exchange } from "#lib/model/attempt";
import { copyRequest } from "#lib/problems/copy-request";

const exchange: Exchange = {
  requestHeaders: [
    ["Accept", "application/json"],
    ["Accept-Encoding", "[redacted]"],
  ],
  requestBody: '{"a":1}',
  requestBodyBytes: 7,
  responseHeaders: [],
  responseBody: null,
  responseBodyBytes: 0,
};
const call = { method: "POST", path: "/members" };
const copy = (changes: Partial<Exchange> | null, doorAction = false, path = call.path) =>
  copyRequest({
    call: { ...call, path },
    exchange: changes && { ...exchange, ...changes },
    origin: "https://api.kisi.io",
    doorAction,
  });

test("a whole request needs no remark, and hidden headers are not sent", () => {
  const { command, remarks } = copy({});
  expect(remarks).toEqual([]);
  expect(command).toContain("'Accept: application/json'");
  expect(command).not.toMatch(/redacted|encoding/i);
});

test.each([
  ["nothing was kept", copy(null), /headers and its body are missing/],
  ["the body was not kept", copy({ requestBody: null, requestBodyBytes: 90 }), /90 bytes was not kept/],
  ["the body was cut", copy({ requestBodyBytes: 9_000 }), /had 9000 bytes/],
  ["something in the body was hidden", copy({ requestBody: '{"email":"[redacted]"}' }), /real values/],
  ["something in the path was hidden", copy({}, false, "/users?email=[redacted]"), /real values/],
  ["it moves a door", copy({}, true), /moves a door/],
])("it says that %s", (_, { remarks }, words) => {
  expect(remarks).toEqual([expect.stringMatching(words)]);
});
