import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "#lib/errors";
import { operations } from "#lib/kisi/catalogue";
import { buildRequestTarget, fillPath } from "#lib/kisi/fill-path";

const origin = "https://api.kisi.io";

test.each([
  ["/locks", {}, "/locks"],
  ["/locks/{id}/unlock", { id: 1 }, "/locks/1/unlock"],
  ["/organizations/{domain}/public", { domain: "a/b?c#d e" }, "/organizations/a%2Fb%3Fc%23d%20e/public"],
  ["/roles/{id}", { id: "%2e%2e" }, "/roles/%252e%252e"],
])("fills %s with %j", (template, params, path) => {
  expect(fillPath(template, params)).toBe(path);
});

test.each([
  [{}, "params.id is missing"],
  [{ id: "" }, "params.id is empty"],
  [{ id: "." }, "params.id cannot be a dot"],
  [{ id: ".." }, "params.id cannot be a dot"],
  [{ id: "\ud800" }, "params.id holds half of a character"],
  [{ lock: 1 }, "params.id is missing; params.lock is no parameter of /locks/{id}"],
])("refuses %j", (params, message) => {
  expect(() => fillPath("/locks/{id}", params)).toThrow(message);
});

test("does not take a value from the prototype", () => {
  expect(() => fillPath("/x/{toString}", {})).toThrow("params.toString is missing");
});

test("whatever fills a path comes back from it and stays at the origin", () => {
  const templates = operations.map(({ path }) => path).filter((path) => path.includes("{"));
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("//evil.com", "\\\\evil.com", "@evil.com", "%2f"),
  );
  fc.assert(
    fc.property(fc.constantFrom(...templates), text, (template, value) => {
      const name = /\{(.+)\}/.exec(template)?.[1] ?? "";
      let path: string;
      try {
        path = fillPath(template, { [name]: value });
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
        return;
      }
      const url = new URL(buildRequestTarget(path, { q: value }), origin);
      expect(url.origin).toBe(origin);
      const parts = url.pathname.split("/");
      expect(parts).toHaveLength(template.split("/").length);
      expect(decodeURIComponent(parts[template.split("/").indexOf(`{${name}}`)] ?? "")).toBe(value);
    }),
  );
});

test.each([
  ["/locks", {}, "/locks"],
  ["/locks", { limit: 10, query: "a b&c", sort: null, favorite: true }, "/locks?limit=10&query=a+b%26c&favorite=true"],
  ["/locks?limit=10", { offset: 10 }, "/locks?limit=10&offset=10"],
])("%s with %j is %s", (path, query, target) => {
  expect(buildRequestTarget(path, query)).toBe(target);
});

test.each([
  "",
  "locks",
  "//evil.com",
  "/\\evil.com",
  "https://evil.com",
  "/a\\b",
  "/a b",
  "/a\r\nHost: evil.com",
  "/a#b",
  "/a/../b",
  "/a/%2E%2e/b",
  "/..",
  "/.",
  "/ü",
])("refuses the path %j", (path) => {
  expect(() => buildRequestTarget(path)).toThrow("path must begin with one /");
});

test("a path that is let through stays at the origin", () => {
  const piece = fc.constantFrom("/", "\\", "..", "@", ":", "evil.com", "?", "#", "%2e", "%5c", "\t", "locks", "//");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const path = `/${pieces.join("")}`;
      try {
        buildRequestTarget(path);
      } catch {
        return;
      }
      const url = new URL(path, origin);
      expect(url.origin).toBe(origin);
      expect(url.href).toBe(origin + path);
    }),
  );
});
