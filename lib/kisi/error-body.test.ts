import fc from "fast-check";
import { expect, test } from "vitest";
import { parseErrorBody } from "#lib/kisi/error-body";

const nothing = { code: null, message: null, fields: [] };

test.each([
  [
    "Error",
    '{"code":"afc516","error":"Wrong email address or password."}',
    { code: "afc516", message: "Wrong email address or password.", fields: [] },
  ],
  [
    "Errors",
    '{"errors":{"email":["can\'t be blank or invalid"],"password":["can\'t be blank"]}}',
    {
      code: null,
      message: "email can't be blank or invalid; password can't be blank",
      fields: [
        { path: "email", messages: ["can't be blank or invalid"] },
        { path: "password", messages: ["can't be blank"] },
      ],
    },
  ],
  [
    "OauthError",
    '{"error":"invalid_redirect_uri","error_description":"The redirect URI is not known."}',
    { code: "invalid_redirect_uri", message: "The redirect URI is not known.", fields: [] },
  ],
  ["both at once", '{"code":"ffffff","error":"No.","errors":{"a":["b"]}}', { code: "ffffff", message: "No." }],
  ["nested fields", '{"errors":{"user":{"email":["x"]}}}', { fields: [{ path: "user.email", messages: ["x"] }] }],
  ["one string for a field", '{"errors":{"email":"x"}}', { fields: [{ path: "email", messages: ["x"] }] }],
  ["a list of errors", '{"errors":["x","y"]}', { fields: [{ path: "", messages: ["x", "y"] }], message: "x, y" }],
  ["an error object", '{"error":{"code":"abc123","message":"No."}}', { code: "abc123", message: "No." }],
  ["a gateway's message", '{"message":"Forbidden"}', { code: null, message: "Forbidden" }],
  ["a bare string", '"No."', { code: null, message: "No." }],
  ["numbers for strings", '{"code":404,"error":404}', nothing],
  ["null for strings", '{"code":null,"error":null,"errors":null}', nothing],
  ["numbers in fields", '{"errors":{"a":[1,null,{}],"b":2}}', nothing],
  ["a list", "[1,2]", nothing],
  ["an empty object", "{}", nothing],
  ["nothing", "", nothing],
  ["blanks", " \r\n ", nothing],
  ["plain text", "Bad\r\n\tGateway", { ...nothing, message: "Bad Gateway" }],
  ["HTML", "<html><head><title>502 Bad\nGateway</title></head>", { ...nothing, message: "502 Bad Gateway" }],
  ["HTML without a title", "<!doctype html><h1>Oops</h1>", nothing],
  ["JSON cut in its message", '{"code":"afc516","error":"Wrong em', { code: "afc516", message: "Wrong em" }],
  ["JSON cut in an escape", '{"code":"afc516","error":"Say \\"no\\', { code: "afc516", message: 'Say "no' }],
  ["JSON cut in its code", '{"error":"Wrong.","code":"afc', { code: null, message: "Wrong." }],
  ["a code that is none", '{"code":"<script>","error":"x"}', { code: null, message: "x" }],
  ["control characters", '{"error":"a\\u0000\\u001b[31m\\u202eb\\u2028c"}', { message: "a [31m b c" }],
])("reads %s", (_, text, read) => {
  expect(parseErrorBody(text)).toMatchObject(read);
});

test("keeps little of much", () => {
  const long = "x".repeat(1_000_000);
  expect(parseErrorBody(`{"code":"afc516","error":"${long}"}`)).toEqual({
    code: "afc516",
    message: `${"x".repeat(299)}…`,
    fields: [],
  });
  const errors = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`field${n}`, Array(20).fill("bad")]));
  const { fields, message } = parseErrorBody(JSON.stringify({ errors }).slice(0, 65_536));
  expect(message).toBeNull();
  expect(fields).toEqual([]);
  const few = Object.fromEntries(Object.entries(errors).slice(0, 100));
  expect(parseErrorBody(JSON.stringify({ errors: few })).fields).toHaveLength(20);
  expect(parseErrorBody(JSON.stringify({ errors: few })).fields[0]?.messages).toHaveLength(5);
});

test("survives nesting, prototypes and endless strings", () => {
  expect(parseErrorBody(`{"errors":${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}}`).fields).toEqual([]);
  expect(parseErrorBody("[".repeat(1_000_000))).toEqual(nothing);
  expect(parseErrorBody('{"errors":{"__proto__":["x"]}}').fields).toEqual([{ path: "__proto__", messages: ["x"] }]);
  for (const shape of ['"error":"', "\\", '{"error":"\\', "<title ", '{"code" '])
    parseErrorBody(`{${shape.repeat(100_000)}`);
});

test("never throws and stays bounded", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.json(),
    fc.json().map((json) => `{"errors":${json}}`),
  );
  fc.assert(
    fc.property(text, fc.nat(200), (body, cut) => {
      for (const part of [body, body.slice(0, cut)]) {
        const { code, message, fields } = parseErrorBody(part);
        expect((code ?? "").length).toBeLessThanOrEqual(40);
        expect((message ?? "").length).toBeLessThanOrEqual(300);
        expect(fields.length).toBeLessThanOrEqual(20);
      }
    }),
  );
});
