import { expect, test } from "vitest";
import { z } from "zod";
import { readJsonBody } from "#lib/http/json-body";

const schema = z.strictObject({ name: z.string().min(1), tags: z.array(z.string()).default([]) });

function post(body: BodyInit, contentType = "application/json") {
  const headers = { "content-type": contentType };
  return readJsonBody(schema, new Request("http://localhost/", { method: "POST", headers, body }));
}

test("a body is read by its schema", async () => {
  expect(await post('{"name":"é"}', "application/json; charset=utf-8")).toEqual({ name: "é", tags: [] });
});

test.each([
  ["no JSON", "{", "application/json", []],
  ["nothing", "", "application/json", []],
  ["a missing field", "{}", "application/json", ["name"]],
  ["an unknown field", '{"name":"a","role":"owner"}', "application/json", ["role"]],
  ["a prototype", '{"name":"a","__proto__":{}}', "application/json", ["__proto__"]],
  ["a field of a wrong type", '{"name":"a","tags":["b",1]}', "application/json", ["tags.1"]],
  ["no object", "[]", "application/json", ["body"]],
])("%s is refused and named", async (_, body, contentType, paths) => {
  const refused = post(body, contentType);
  await expect(refused).rejects.toMatchObject({ code: "bad_input" });
  await expect(refused).rejects.toSatisfy(({ errors }) =>
    errors.every((e: { path: string }) => paths.includes(e.path)),
  );
  await expect(refused).rejects.toHaveProperty("errors.length", paths.length);
});

test("another type, which a form of another site could send, is not read", async () => {
  const refused = post('{"name":"a"}', "text/plain");
  await expect(refused).rejects.toMatchObject({ code: "unsupported" });
});

test.each([
  ["{}", "name is missing"],
  ["null", "body must be an object with named fields"],
  ['{"name":5,"tags":"a"}', "name must be a text; tags must be a list"],
])("%s is told in words: %s", async (body, words) => {
  await expect(post(body)).rejects.toThrow(words);
});

test("a body is read no further than it may be long", async () => {
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      pulled += 1;
      controller.enqueue(new Uint8Array(65_536).fill(32));
    },
  });
  const headers = { "content-type": "application/json" };
  const request = new Request("http://localhost/", {
    method: "POST",
    headers,
    body: endless,
    duplex: "half",
  } as RequestInit);
  await expect(readJsonBody(schema, request)).rejects.toMatchObject({ code: "too_large" });
  expect(pulled).toBeLessThan(10);
});
