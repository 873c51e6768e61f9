import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { harOf } from "#lib/ingest/sample-har";
import { type Answer, readAnswer, readApi } from "./described-api";
import { askApi, callThrough, openTo, tokens } from "./gateway-client";
import { entry, har, ingest, json, lines, ndjson, record, send, startForIngest } from "./ingest-client";

const kisi = createServer((request, response) => {
  const status = Number(request.url?.split("/").at(-1));
  response.writeHead(status, { "content-type": "application/json" }).end('{"code":"b63f6c","error":"is wrong"}');
});

let server: Awaited<ReturnType<typeof startForIngest>>;
let api: ReturnType<typeof readApi>;

beforeAll(async () => {
  kisi.listen(0, "127.0.0.1");
  await once(kisi, "listening");
  server = await startForIngest(openTo(`http://127.0.0.1:${(kisi.address() as AddressInfo).port}`));
  api = readApi(await (await ask("GET", "/api/v1/openapi.json")).json());
});
afterAll(async () => {
  await server.close();
  kisi.closeAllConnections();
  kisi.close();
});

function ask(method: string, path: string, body?: unknown, token = tokens.api): Promise<Response> {
  return fetch(`${server.ajar.origin}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { "content-type": json }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** Fails unless the document says what came. */
function expectDescribed(method: string, path: string, answer: Answer): void {
  const operation = api.paths[path]?.[method.toLowerCase()];
  if (!operation) throw new Error(`${method} ${path} is not described`);
  expect({ answer, wrong: api.judge(operation, answer) }).toMatchObject({ wrong: null });
}

/** Answered by streams or by Kisi, which tests of their own look at. */
const elsewhere = ["/api/v1/live", "/kisi/{path}"];

test("every GET answers with what the document says, about traffic of every kind", async () => {
  const made = await readAnswer(await ask("POST", "/api/v1/integrations", { name: "Member sync", contact: "a@b.c" }));
  expectDescribed("POST", "/api/v1/integrations", made);
  const tokensPath = "/api/v1/integrations/{integrationId}/tokens";
  for (const kind of ["gateway", "ingest"]) {
    const token = await readAnswer(await ask("POST", tokensPath.replace("{integrationId}", "member-sync"), { kind }));
    expectDescribed("POST", tokensPath, token);
  }
  const failed = await callThrough(server.ajar, "/locks/422", {
    headers: { authorization: "KISI-LOGIN abcdef123456" },
  });
  await callThrough(server.ajar, "/locks/503", { headers: { "x-ajar-retries": "1" } });
  await callThrough(server.ajar, "/locks/200");

  const callId = String(failed.headers["x-ajar-call"]);
  const { call } = await askApi<{ call: { problemId: string } }>(server.ajar, `/calls/${callId}`);
  const { data: rules } = await askApi<{ data: { id: string }[] }>(server.ajar, "/rules");
  const report = (await (await ask("POST", "/api/v1/reports", { last: "1h" })).json()) as { id: string };
  const values: Readonly<Record<string, string | undefined>> = {
    ...{ callId, integrationId: "member-sync", problemId: call.problemId, ruleId: rules[0]?.id, reportId: report.id },
    alertId: "none-fires-yet",
    "/api/v1/export/{file}": "calls.json",
    "/api/v1/reports/{reportId}/{file}": "report.json",
    "/api/v1/audit/{file}": "audit.json",
  };
  const gets = Object.entries(api.paths).filter(([path, methods]) => methods.get && !elsewhere.includes(path));
  expect(gets.length).toBeGreaterThan(8);
  for (const [path] of gets) {
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? values[path] ?? `no ${name}`);
    const answer = await readAnswer(await ask("GET", filled));
    expect(answer, filled).toMatchObject({ status: path.includes("{alertId}") ? 404 : 200 });
    expectDescribed("GET", path, answer);
  }
  for (const by of ["outcome", "route", "credential", "none"]) {
    expectDescribed("GET", "/api/v1/stats", await readAnswer(await ask("GET", `/api/v1/stats?last=1h&by=${by}`)));
  }
});

test("what is taken in is answered as the document says", async () => {
  const answers = [
    [ingest, send(server.ajar, ingest, lines(record({ id: "1" }), record({ id: "1" }), "{"), { type: ndjson })],
    [har, send(server.ajar, har, harOf([entry("/locks/1"), {}]), { type: json })],
    ["/v1/traces", send(server.ajar, "/v1/traces", '{"resourceSpans":[]}', { type: json })],
    ["/v1/traces", send(server.ajar, "/v1/traces", new Uint8Array(), { type: "application/x-protobuf" })],
  ] as const;
  for (const [path, sent] of answers) {
    const answer = await readAnswer(await sent);
    expect(answer).toMatchObject({ status: 200 });
    expectDescribed("POST", path, answer);
  }
});

test.each<[number, string, string, (method: string, path: string) => Promise<Response>]>([
  [400, "GET", "/api/v1/calls", () => ask("GET", "/api/v1/calls?outcome=sucess&lats=24h")],
  [400, "GET", "/api/v1/stats", () => ask("GET", "/api/v1/stats?from=yesterday")],
  [400, "GET", "/api/v1/live", () => ask("GET", "/api/v1/live?events=all")],
  [400, "PATCH", "/api/v1/integrations/{integrationId}", () => ask("PATCH", "/api/v1/integrations/member-sync", {})],
  [400, "POST", ingest, () => send(server.ajar, `${ingest}?a=b`, "", { type: ndjson })],
  [400, "POST", har, () => send(server.ajar, har, "no HAR", { type: json })],
  [400, "POST", "/v1/traces", () => send(server.ajar, "/v1/traces", "[", { type: json })],
  [401, "GET", "/api/v1/calls", (method, path) => ask(method, path, undefined, "nobody")],
  [401, "GET", "/api/v1/live", (method, path) => ask(method, path, undefined, "nobody")],
  [401, "POST", ingest, () => send(server.ajar, ingest, "", { type: ndjson, token: null })],
  [401, "POST", "/v1/traces", () => send(server.ajar, "/v1/traces", "{}", { type: json, token: null })],
  [403, "POST", "/api/v1/integrations", (method, path) => ask(method, path, { name: "x" }, server.readToken)],
  [403, "POST", har, () => send(server.ajar, har, "{}", { type: json, token: server.readToken })],
  [404, "GET", "/api/v1/calls/{callId}", () => ask("GET", "/api/v1/calls/nobody-knows-it")],
  [404, "GET", "/api/v1/problems/{problemId}", () => ask("GET", "/api/v1/problems/nobody-knows-it")],
  [400, "PATCH", "/api/v1/problems/{problemId}", () => ask("PATCH", "/api/v1/problems/x", { action: "delete" })],
  [404, "PATCH", "/api/v1/problems/{problemId}", () => ask("PATCH", "/api/v1/problems/x", { action: "resolve" })],
  [400, "POST", "/api/v1/deploys", () => ask("POST", "/api/v1/deploys", { release: "" })],
  [404, "DELETE", "/api/v1/tokens/{tokenId}", () => ask("DELETE", "/api/v1/tokens/99")],
  [409, "POST", "/api/v1/integrations", (method, path) => ask(method, path, { name: "member SYNC" })],
  [413, "POST", "/api/v1/integrations", (method, path) => ask(method, path, { name: "x".repeat(300_000) })],
  [413, "POST", ingest, () => send(server.ajar, ingest, `["${"x".repeat(17 * 1_048_576)}"]`, { type: json })],
  [415, "POST", ingest, () => send(server.ajar, ingest, "", { type: "text/csv" })],
  [415, "POST", "/api/v1/deploys", (_, path) => send(server.ajar, path, "release=v1", { type: "text/plain" })],
  [415, "POST", "/v1/traces", () => send(server.ajar, "/v1/traces", "", { type: "text/plain" })],
  [422, "GET", "/api/v1/stats", () => ask("GET", "/api/v1/stats?last=90d&bucket=60")],
])("a %i of %s %s is the problem that the document says", async (status, method, path, run) => {
  const answer = await readAnswer(await run(method, path));
  expect(answer).toMatchObject({ status });
  expectDescribed(method, path, answer);
});

test("a method that an address does not answer gets a problem and Allow, whoever answers there", async () => {
  for (const path of Object.keys(api.paths).filter((one) => one !== "/kisi/{path}")) {
    const response = await ask("PROPFIND", path.replaceAll(/\{\w+\}/g, "x"));
    const answer = await readAnswer(response);
    expect(answer, path).toMatchObject({ status: 405, type: "application/problem+json", body: { status: 405 } });
    const [described = ""] = Object.keys(api.paths[path] ?? {});
    expectDescribed(described, path, answer);
    const allowed = (response.headers.get("allow") ?? "").toLowerCase().split(", ");
    expect(allowed, path).toEqual(expect.arrayContaining(Object.keys(api.paths[path] ?? {})));
  }
});
