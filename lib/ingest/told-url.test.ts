import { expect, test } from "vitest";
import { Refusal } from "#lib/ingest/refusal";
import { readPath, splitUrl } from "#lib/ingest/told-url";

const hosts = ["api.kisi.io", "127.0.0.1:4010"];

test.each([
  ["/locks/1?limit=10", "/locks/1?limit=10"],
  ["/locks/1#part", "/locks/1"],
  ["/", "/"],
  ["https://api.kisi.io/locks/1?a=%20b&c=/", "/locks/1?a=%20b&c=/"],
  ["https://API.Kisi.IO./locks", "/locks"],
  ["https://api.kisi.io:443/locks", "/locks"],
  ["HTTPS://api.kisi.io", "/"],
  ["https://api.kisi.io?q=1#x", "/?q=1"],
  ["https://joe:secret@api.kisi.io/locks", "/locks"],
  ["https://a@b@api.kisi.io/locks", "/locks"],
  ["http://127.0.0.1:4010/locks", "/locks"],
  ["/a/../b//c", "/a/../b//c"],
])("%s → %s", (url, path) => {
  expect(readPath(url, hosts)).toBe(path);
});

test.each([
  ["https://example.com/locks", /host "example.com", but only api.kisi.io/],
  ["https://api.kisi.io.example.com/", /host "api.kisi.io.example.com"/],
  ["https://api.kisi.io@example.com/", /host "example.com"/],
  ["https://example.com/?u=https://api.kisi.io/", /host "example.com"/],
  ["http://127.0.0.1:4011/locks", /host "127.0.0.1:4011"/],
  ["http://127.0.0.1/locks", /host "127.0.0.1"/],
  ["https://api.kisi.io:80/locks", /host "api.kisi.io:80"/],
  ["//api.kisi.io/locks", /neither a path nor/],
  ["ftp://api.kisi.io/locks", /neither a path nor/],
  ["https:///locks", /neither a path nor/],
  ["locks/1", /neither a path nor/],
  ["", /neither a path nor/],
  ["/locks/a b", /spaces or control/],
  ["/locks\r\nHost: x", /spaces or control/],
  [`/${"a".repeat(9_000)}`, /longer than 8192/],
])("%j is refused", (url, reason) => {
  const read = readPath(url, hosts);
  expect(read instanceof Refusal && read.message).toMatch(reason);
});

test("an absolute URL is split without being rewritten", () => {
  expect(splitUrl("https://u:p@Api.Kisi.io:8443/a/%2e%2e/b?x=é#f")).toEqual({
    host: "api.kisi.io:8443",
    path: "/a/%2e%2e/b?x=é",
  });
  expect(splitUrl("/locks")).toBeNull();
});
