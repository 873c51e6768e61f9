import { globSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import type { ApiOperation } from "#lib/http/api-operation";
import { apiOperations } from "#lib/http/api-operations";
import { openApiDocument } from "#lib/http/openapi";

const parameterSchema = z.looseObject({ name: z.string(), in: z.string(), required: z.boolean().optional() });
const documentSchema = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.looseObject({ parameters: z.array(parameterSchema).default([]) })),
  ),
});
const document = documentSchema.parse(openApiDocument);

const files = globSync("**/route.ts", { cwd: import.meta.dirname }).map((file) => file.replaceAll("\\", "/"));
const routes = await Promise.all(
  files.map(async (file) => ({ file, exports: await import(join(import.meta.dirname, file)) })),
);

/** `calls/[callId]/route.ts` → `/api/v1/calls/{callId}` */
function pathOf(file: string): string {
  return `/api/v1/${file.replace(/\/route\.ts$/, "").replaceAll(/\[(\w+)\]/g, "{$1}")}`;
}

const handlers = routes.flatMap(({ file, exports }) =>
  Object.entries<{ operation?: ApiOperation }>(exports).map(([method, { operation }]) => ({ file, method, operation })),
);

test("there are routes to look at", () => {
  expect(handlers.length).toBeGreaterThan(3);
});

test.each(handlers)("$method of $file does what its operation declares", ({ file, method, operation }) => {
  expect(operation).toMatchObject({ method, path: pathOf(file) });
  expect(apiOperations).toContain(operation);
});

test("every operation has a route", () => {
  expect(apiOperations.filter((declared) => !handlers.some(({ operation }) => operation === declared))).toEqual([]);
});

test("no two operations share a name, or a method and a path", () => {
  expect(new Set(apiOperations.map(({ id }) => id)).size).toBe(apiOperations.length);
  expect(new Set(apiOperations.map(({ method, path }) => `${method} ${path}`)).size).toBe(apiOperations.length);
});

test.each(apiOperations)("the document has all that $id takes", ({ method, path, query, body }) => {
  const described = document.paths[path]?.[method.toLowerCase()];
  const named = (place: string) => described?.parameters.filter((one) => one.in === place).map(({ name }) => name);
  expect(named("query")).toEqual(Object.keys(query?.shape ?? {}));
  expect(named("path")).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  expect(described?.requestBody !== undefined).toBe(body !== undefined);
});

test("every reference of the document leads somewhere", () => {
  const references = [...JSON.stringify(openApiDocument).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, to]) => to ?? "");
  expect(references.length).toBeGreaterThan(3);
  const find = (to: string) => to.split("/").reduce<unknown>((at, key) => Object(at)[key], openApiDocument);
  expect(references.filter((to) => find(to) === undefined)).toEqual([]);
});

test("a list is a comma list, a default is told, and what must be given is marked", () => {
  const { parameters = [] } = document.paths["/api/v1/calls"]?.get ?? {};
  expect(parameters.find(({ name }) => name === "outcome")).toMatchObject({ style: "form", explode: false });
  expect(parameters.find(({ name }) => name === "limit")).toMatchObject({ schema: { default: 50, maximum: 500 } });
  expect(parameters.filter(({ required }) => required)).toEqual([]);
});
