import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reportOperations } from "#lib/http/report-operations";
import { type App, installApp } from "#lib/server/app";
import { composeApp } from "#lib/server/compose";
import { readEnv } from "#lib/server/env";
import { sampleAttempt } from "#lib/store/sample-attempt";
import * as file from "./[reportId]/[file]/route";
import * as one from "./[reportId]/route";
import * as all from "./route";

const apiToken = "a-token-for-this-test-alone";
const fromMs = Date.now() - 3_600_000;

let dir: string;
let app: App;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "ajar-reports-api-"));
  const env = readEnv({ AJAR_DATA_DIR: dir, AJAR_API_TOKEN: apiToken, AJAR_LOG_LEVEL: "silent" });
  app = await composeApp({ env, publicUrl: "http://localhost", demo: false, version: "test" });
  installApp(app);
  await app.store.record(
    Array.from({ length: 40 }, (_, n) =>
      sampleAttempt({
        startedAtMs: fromMs + n * 1_000,
        ...(n % 4 === 0 ? { status: 503, outcome: "server_error", errorCode: "fac001" } : {}),
      }),
    ),
  );
});
afterAll(async () => {
  await app.close();
  await rm(dir, { recursive: true });
});

type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

async function ask(route: Route & { operation: { method: string } }, params: Record<string, string>, body?: unknown) {
  const request = new Request("http://localhost/", {
    method: route.operation.method,
    headers: { authorization: `Bearer ${apiToken}`, ...(body ? { "content-type": "application/json" } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const response = await route(request, { params: Promise.resolve(params) });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test("a report is issued at once, and each of its links answers", async () => {
  const made = await ask(all.POST, {}, { last: "6h", impact: "Nobody gets in", filter: { outcome: ["server_error"] } });
  expect(made.status).toBe(201);
  const { id, links } = reportOperations.createReport.answer.parse(JSON.parse(made.text));
  const types = Object.fromEntries(
    await Promise.all(
      Object.entries(links).map(async ([name, link]) => {
        const { status, headers, text } = await ask(file.GET, { reportId: id, file: link.split("/").at(-1) ?? "" });
        expect(status).toBe(200);
        expect(text.length).toBeGreaterThan(100);
        expect(headers.get("content-disposition")).toMatch(/^attachment; filename="ajar-report-1-[\d-]+\.\w+"$/);
        return [name, headers.get("content-type")?.split(";")[0]];
      }),
    ),
  );
  expect(types).toMatchObject({ html: "text/html", pdf: "application/pdf", csv: "text/csv", zip: "application/zip" });
  const json = JSON.parse((await ask(file.GET, { reportId: id, file: "report.json" })).text);
  expect(reportOperations.downloadReport.answer.parse(json).totals).toMatchObject({ attempts: 10, failures: 10 });
  expect(json).toMatchObject({ number: 1, issuedBy: "API token AJAR_API_TOKEN", attempts: { length: 10 } });
  expect(JSON.parse((await ask(one.GET, { reportId: id })).text)).toMatchObject({ id, number: 1, links });
  expect(JSON.parse((await ask(all.GET, {})).text).data).toHaveLength(1);
});

test("a problem that is not known is refused by its place, and nothing is issued; one that is, is reported", async () => {
  const { data } = await app.store.listCalls({
    range: { fromMs, toMs: fromMs + 60_000 },
    filter: { outcome: ["server_error"] },
    limit: 1,
    cursor: null,
  });
  const known = data[0]?.problemId ?? "";
  const before = JSON.parse((await ask(all.GET, {})).text).data.length;
  const refused = await ask(all.POST, {}, { last: "6h", problems: [known, "mistyped"] });
  expect([refused.status, JSON.parse(refused.text).errors]).toMatchObject([400, [{ path: "problems.1" }]]);
  expect(JSON.parse((await ask(all.GET, {})).text).data).toHaveLength(before);
  expect((await ask(all.POST, {}, { last: "6h", problems: [known] })).status).toBe(201);
});

test("what cannot be reported is refused", async () => {
  expect((await ask(all.POST, {}, { last: "6h", colour: "red" })).status).toBe(400);
  expect((await ask(all.POST, {}, { from: "yesterday" })).status).toBe(400);
  expect((await ask(all.POST, {}, { from: "0", to: "999999999999999" })).status).toBe(422);
  expect((await ask(one.GET, { reportId: "none" })).status).toBe(404);
  expect((await ask(file.GET, { reportId: "none", file: "report.pdf" })).status).toBe(404);
  const range = { fromMs, toMs: fromMs + 60_000 };
  const draft = await app.reports.create({
    ...{ template: "failure", ...range, filter: {}, hide: [], withoutExchanges: false, fixedAtMs: null },
    ...{ title: null, impact: null, expected: null, actual: null, stepsTaken: null },
  });
  await app.reports.gathered(draft);
  expect((await ask(file.GET, { reportId: draft, file: "report.pdf" })).status).toBe(409);
  expect((await ask(file.GET, { reportId: draft, file: "report.doc" })).status).toBe(404);
  expect(JSON.parse((await ask(one.GET, { reportId: draft })).text)).toMatchObject({ number: null, links: null });
});
