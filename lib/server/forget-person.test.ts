import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createTextRedactor } from "#lib/recorder/text-redactor";
import { downloadBytes, fromMs, issueReport, specOf } from "#lib/reports/report-fixture";
import { createReports } from "#lib/reports/reports";
import { createSecretBox } from "#lib/secrets/secret-box";
import { createForgetPerson } from "#lib/server/forget-person";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { systemClock } from "#lib/time/clock";

const person = "Wanda Quill 771";
const encoded = "wanda%20quill%20771";

const box = createSecretBox(Buffer.alloc(32, 3));

async function open() {
  const dir = mkdtempSync(join(tmpdir(), "ajar-forget-"));
  const store = await openSqliteStore({ dir, clock: systemClock });
  const reports = createReports({
    store,
    clock: systemClock,
    box,
    ...createTextRedactor(() => []),
    integrations: () => [],
    readSender: async () => ({ organization: null, contact: null, address: null }),
    version: "1",
    upstream: "https://api.kisi.io",
    breathe: async () => undefined,
    renderPdf: async () => Buffer.from(""),
    onError: (error) => {
      throw error;
    },
  });
  onTestFinished(async () => {
    await reports.close();
    await store.close();
    rmSync(dir, { recursive: true });
  });
  return { dir, store, reports, forgetPerson: createForgetPerson({ store, clock: systemClock, box, reports }) };
}

type Opened = Awaited<ReturnType<typeof open>>;

/** One place of every kind, and as many calls as fill several pieces. */
async function fill({ store, reports }: Opened): Promise<string> {
  const failed = (n: number) =>
    sampleAttempt({
      startedAtMs: fromMs + n,
      path: `/users/${n}?name=${encoded}`,
      route: "GET /people/{unknown}",
      status: 404,
      outcome: "client_error",
      errorCode: "afc404",
      errorMessage: `no ${person.toUpperCase()} here`,
      requestShape: JSON.stringify({ query: { name: "string" }, body: { [person]: "string" } }),
      exchange: {
        requestHeaders: [["x-name", person]],
        requestBody: JSON.stringify({ user: person, at: Buffer.from(`<${person}>`).toString("base64") }),
        requestBodyBytes: 9,
        responseHeaders: [],
        responseBody: `{"error":"${person}"}`,
        responseBodyBytes: 9,
      },
    });
  await store.record(Array.from({ length: 120 }, (_, n) => failed(n)));
  await store.record([sampleAttempt({ startedAtMs: fromMs + 900, path: "/locks/771", route: `GET /staff/${person}` })]);
  const id = await issueReport(reports, specOf({ stepsTaken: `asked ${person}`, hide: ["something else"] }));
  await reports.gathered(await reports.create((await reports.get(id)).spec));
  return id;
}

function bytesOf(dir: string): string {
  return readdirSync(dir)
    .map((name) => readFileSync(join(dir, name), "latin1"))
    .join("\n")
    .toLowerCase();
}

const spellings = [person, encoded, person.replaceAll(" ", "+"), Buffer.from(person).toString("hex")].map((text) =>
  text.toLowerCase(),
);

test("a person is counted, then gone from every byte of the data directory, and figures stay", async () => {
  const opened = await open();
  const { dir, store, reports, forgetPerson } = opened;
  const id = await fill(opened);
  const before = bytesOf(dir);
  expect(spellings.slice(0, 2).every((spelling) => before.includes(spelling))).toBe(true);
  const range = { fromMs, toMs: fromMs + 10_000 };
  const figures = await store.readFigures({
    range,
    filter: {},
    bucketSeconds: 300,
    by: "route",
    mayWiden: true,
    timeZone: "UTC",
  });

  const places = await forgetPerson.count(person);
  expect(places).toMatchObject({ calls: 3 * 120 + 1, reports: 2 });
  expect(await forgetPerson.count(person)).toEqual(places);
  const { overwritten, ...forgotten } = await forgetPerson.forget(` ${person} `);
  expect([overwritten, forgotten]).toEqual([true, places]);
  expect(await forgetPerson.count(person)).toEqual({ calls: 0, problems: 0, alerts: 0, reports: 0 });

  const after = bytesOf(dir);
  expect(spellings.filter((spelling) => after.includes(spelling))).toEqual([]);
  const files = await Promise.all(
    (["json", "csv", "html"] as const).map((format) => downloadBytes(reports, id, format)),
  );
  expect(
    files.filter((file) => spellings.some((spelling) => file.toString().toLowerCase().includes(spelling))),
  ).toEqual([]);
  const kept = await store.readFigures({
    range,
    filter: {},
    bucketSeconds: 300,
    by: "route",
    mayWiden: true,
    timeZone: "UTC",
  });
  expect(kept.cells.map(({ attempts }) => attempts).sort()).toEqual(
    figures.cells.map(({ attempts }) => attempts).sort(),
  );
});

test("an issued report says that it was changed, and its hashes hold again", async () => {
  const opened = await open();
  const { reports, forgetPerson } = opened;
  const id = await fill(opened);
  const issuedAs = (await reports.get(id)).issue?.sha256;
  await forgetPerson.forget(person);
  const { report, issue } = await reports.get(id);
  expect(report?.removals).toEqual([{ at: expect.any(String), sha256: issuedAs }]);
  expect(issue?.sha256).not.toBe(issuedAs);
  const hashOf = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex");
  expect(hashOf(JSON.stringify(report))).toBe(issue?.sha256);
  const csv = await downloadBytes(reports, id, "csv");
  expect([hashOf(csv), csv.length]).toEqual([report?.attachments.csv.sha256, report?.attachments.csv.bytes]);
  expect(csv.toString().split("\r\n")).toHaveLength(120 + 1 + 2);
  expect((await downloadBytes(reports, id, "txt")).toString()).toContain(issuedAs);
});

test("an issued report whose rows were changed by a run that did not end gets its hashes all the same", async () => {
  const opened = await open();
  const { store, reports, forgetPerson } = opened;
  const id = await fill(opened);
  const killed = createForgetPerson({
    store: { ...store, replaceReport: async () => Promise.reject(new Error("killed")) },
    clock: systemClock,
    box,
    reports,
  });
  await expect(killed.forget(person)).rejects.toThrow("killed");
  await forgetPerson.forget(person);
  const { report } = await reports.get(id);
  const csv = await downloadBytes(reports, id, "csv");
  expect(createHash("sha256").update(csv).digest("hex")).toBe(report?.attachments.csv.sha256);
});

test("what is too short is refused, and two are not forgotten at once", async () => {
  const { forgetPerson } = await open();
  await expect(forgetPerson.count("abc")).rejects.toMatchObject({ code: "bad_input" });
  await expect(forgetPerson.forget("x".repeat(201))).rejects.toMatchObject({ code: "bad_input" });
  const first = forgetPerson.forget(person);
  await expect(forgetPerson.forget(person)).rejects.toMatchObject({ code: "conflict" });
  await first;
});
