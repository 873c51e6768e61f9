import fc from "fast-check";
import { expect, test } from "vitest";
import { readTarget } from "#lib/gateway/target";

test.each([
  ["/kisi/locks", "/locks"],
  ["/kisi/", "/"],
  ["/kisi/locks/7/unlock", "/locks/7/unlock"],
  ["/kisi/locks?limit=10&offset=0", "/locks?limit=10&offset=0"],
  ["/kisi/locks?", "/locks?"],
  ["/kisi/users?query=a%2Fb%5Cc&x=..//..", "/users?query=a%2Fb%5Cc&x=..//.."],
  ['/kisi/users?ids[]=1&ids[]=2&q={a|b}^`"<>\\', '/users?ids[]=1&ids[]=2&q={a|b}^`"<>\\'],
  ["/kisi/users?a=1;b=2&a=1&a", "/users?a=1;b=2&a=1&a"],
  ["/kisi/users/%C3%A9t%C3%A9%20x", "/users/%C3%A9t%C3%A9%20x"],
  ["/kisi/a%2525", "/a%2525"],
  ["/kisi/...", "/..."],
  ["/kisi/.well-known/x", "/.well-known/x"],
])("%s is forwarded byte for byte", (target, path) => {
  expect(readTarget(target)).toEqual({ ok: true, path, tokenInPath: null });
});

test.each([
  ["/kisi/t/gw_secret/locks?x=1", "/locks?x=1"],
  ["/kisi/t/gw_secret", "/"],
  ["/kisi/t/gw_secret/", "/"],
])("%s carries a token, which is cut out", (target, path) => {
  expect(readTarget(target)).toEqual({ ok: true, path, tokenInPath: "gw_secret" });
});

test.each([
  "/kisi",
  "/kisievil.example/",
  "/kisi//evil.example",
  "/kisi///evil.example",
  "/kisi/\\evil.example",
  "/kisi\\/evil.example",
  "/kisi/%2fevil.example",
  "/kisi/%2F%2Fevil.example",
  "/kisi/%5cevil.example",
  "/kisi/..",
  "/kisi/../admin",
  "/kisi/./locks",
  "/kisi/locks/..",
  "/kisi/%2e%2e/admin",
  "/kisi/.%2e/admin",
  "/kisi/%2E./admin",
  "/kisi/locks/..;/admin",
  "/kisi/locks/..%2f..%2fx",
  "/kisi/locks%0d%0aHost:evil.example",
  "/kisi/locks%00",
  "/kisi/locks%7f",
  "/kisi/locks#fragment",
  "/kisi/lo cks",
  "/kisi/lócks",
  "/kisi/t//locks",
  "/kisi/t/token//evil.example",
  "/kisi/t/token/../x",
  "http://evil.example/kisi/locks",
  "//evil.example/kisi/",
  "/locks",
  "*",
  "",
  "/kisi/locks?x=\r\n",
  "/kisi/locks?x=\u00e9",
])("%j is refused with a reason", (target) => {
  expect(readTarget(target)).toEqual({ ok: false, reason: expect.stringMatching(/must|may/) });
});

test("whatever is accepted stays on the upstream's origin, and resolves to itself", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const target = readTarget(`/kisi/${text}`);
      if (!target.ok) return;
      const url = new URL(target.path, "https://api.kisi.io");
      expect(url.origin).toBe("https://api.kisi.io");
      expect(url.username + url.password).toBe("");
      expect(new URL(`https://api.kisi.io${target.path}`).pathname).toBe(url.pathname);
    }),
    { numRuns: 2_000 },
  );
});
