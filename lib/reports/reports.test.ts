import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { createFingerprint } from "#lib/kisi/fingerprint";
import { reportSchema } from "#lib/model/report";
import { canaries, expectNoCanary, leakyExchange } from "#lib/recorder/leaky-exchange-fixture";
import { createRecorder } from "#lib/recorder/recorder";
import { createTextRedactor } from "#lib/recorder/text-redactor";
import { readPdfPages } from "#lib/reports/render/pdf-text-fixture";
import { createRenderPdf } from "#lib/reports/render/render-pdf";
import {
  dayMs,
  downloadAll,
  downloadBytes,
  fromMs,
  issueReport,
  sampleDay,
  specOf,
  surroundings,
} from "#lib/reports/report-fixture";
import { createReports, type Reports } from "#lib/reports/reports";
import { createSecretBox } from "#lib/secrets/secret-box";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";
import type { Store } from "#lib/store/store";
import { systemClock } from "#lib/time/clock";

/** A store and reports over it; both are gone when the test is over. */
async function openReports(knownSecrets: readonly string[] = []): Promise<{ store: Store; reports: Reports }> {
  const dir = temporaryDirectory();
  const store = await openSqliteStore({ dir, clock: systemClock });
  const redactor = createTextRedactor(() => knownSecrets);
  const box = createSecretBox(Buffer.alloc(32, 3));
  const reports = createReports({ ...surroundings, ...redactor, store, box, renderPdf: createRenderPdf() });
  onTestFinished(async () => {
    await reports.close();
    await store.close();
  });
  return { store, reports };
}

const fileSchema = reportSchema.extend({ sha256: z.string(), number: z.int(), attempts: z.array(z.looseObject({})) });

function python(script: string, input: Buffer): unknown {
  return JSON.parse(execFileSync("python3", ["-X", "utf8", "-c", script], { input, encoding: "utf8", maxBuffer: 1e9 }));
}

function readCsv(csv: Buffer): Record<string, string>[] {
  const script =
    "import csv,io,json,sys;d=sys.stdin.buffer.read().decode();print(json.dumps(list(csv.DictReader(io.StringIO(d,newline='')))))";
  return z.array(z.record(z.string(), z.string())).parse(python(script, csv));
}

/** The files of a ZIP by name, each as text; throws if one is damaged. */
function readZip(zip: Buffer): Record<string, string> {
  const script =
    "import io,json,sys,zipfile;z=zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()));assert z.testzip() is None;print(json.dumps({n:z.read(n).decode('latin1') for n in z.namelist()}))";
  return z.record(z.string(), z.string()).parse(python(script, zip));
}

test("every format has the same figures, equal to a recount of the rows", async () => {
  const { store, reports } = await openReports();
  const day = sampleDay();
  await store.record(day);
  // Beside the range, so in none of it.
  await store.record([sampleAttempt({ startedAtMs: fromMs - 1, status: 500, outcome: "server_error" })]);
  const files = await downloadAll(reports, await issueReport(reports));
  const failed = day.filter(({ outcome }) => outcome !== "success");
  const report = fileSchema.parse(JSON.parse(files.json.toString()));
  expect(report.totals).toMatchObject({
    attempts: day.length,
    calls: day.filter(({ call }) => call !== null).length,
    retries: day.filter(({ attempt }) => attempt > 1).length,
    failures: failed.length,
    bad: failed.filter(({ outcome }) => outcome !== "server_error").length,
    byStatusClass: { "2xx": day.length - failed.length, "5xx": 12 },
  });
  expect(report.failures.points.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(day.length);
  expect(report.errors.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(failed.length);
  expect(report.repeats).toMatchObject({ count: 3, asked: 3, honoured: 3, afterClientError: 0 });
  expect(report.attempts).toHaveLength(day.length);
  const rows = readCsv(files.csv);
  expect(rows.map(({ callId }) => callId)).toEqual(report.attempts.map(({ callId }) => callId));
  expect(rows.filter(({ outcome }) => outcome !== "success")).toHaveLength(failed.length);
  expect(rows.find(({ errorCode }) => errorCode === "fac001")?.errorMessage).toBe('\'=out, of\n"order"');
  const words = `${failed.length} of ${day.length.toLocaleString("en-US")} attempts`;
  const pages = readPdfPages(files.pdf);
  expect(pages[0]?.replaceAll("\u00a0", " ")).toContain(words);
  expect(pages.at(-1)).toContain(`${pages.length} of ${pages.length}`);
  expect(pages.join(" ")).toContain("Acme Łódź");
  for (const format of ["html", "md", "txt"] as const) {
    expect(files[format].toString().replace(/\s+/g, " ")).toContain(words);
  }
});

test("the rate of selected failures is of all attempts alike, not of the failures themselves", async () => {
  const { store, reports } = await openReports();
  await store.record(sampleDay());
  const { report } = await reports.get(await issueReport(reports, specOf({ filter: { outcome: "server_error" } })));
  expect(report?.title).toBe("503 fac001 on POST /locks/{id}/unlock, 12 of 1,203 attempts since 2026-01-31 00:50 UTC");
  expect(report?.claim).toMatch(/^12 of 1,203 attempts \(1.%\) failed/);
  expect(report).toMatchObject({ totals: { attempts: 12 }, selection: { base: { attempts: 1_203, failures: 23 } } });
  expect(report?.attachments.attempts).toBe(12);
  const other = await reports.get(await issueReport(reports, specOf({ filter: { outcome: "client_error" } })));
  expect(other.report?.routes).toEqual([{ route: "GET /locks/{id}", attempts: 8, failures: 8, bad: 8, base: 1_191 }]);
});

test("the ZIP has all files whole, and the hashes that the report tells", async () => {
  const { store, reports } = await openReports();
  await store.record(sampleDay());
  const id = await issueReport(reports);
  const files = await downloadAll(reports, id);
  const zip = readZip(files.zip);
  const report = fileSchema.parse(JSON.parse(files.json.toString()));
  const documents = ["report.pdf", "report.html", "report.md", "report.txt", "report.json"];
  expect(Object.keys(zip)).toEqual([...documents, "attempts.csv", "attempts.ndjson", "SHA256SUMS"]);
  for (const { name, sha256, bytes } of [report.attachments.csv, report.attachments.ndjson]) {
    const content = Buffer.from(zip[name] ?? "", "latin1");
    expect(content).toHaveLength(bytes);
    expect(createHash("sha256").update(content).digest("hex")).toBe(sha256);
    expect(zip.SHA256SUMS).toContain(`${sha256}  ${name}\n`);
  }
  expect(Buffer.from(zip["attempts.csv"] ?? "", "latin1")).toEqual(files.csv);
  for (const format of ["html", "md", "txt"] as const) {
    expect(files[format].toString().replaceAll("\\", "")).toContain(report.attachments.csv.sha256);
  }
});

test("the documented command finds the report true, and a changed one false", async () => {
  const { store, reports } = await openReports();
  await store.record(sampleDay());
  const id = await issueReport(reports);
  const dir = mkdtempSync(join(tmpdir(), "ajar-verify-"));
  const file = join(dir, "report.json");
  const verify = () => execFileSync("node", ["scripts/verify-report.ts", file], { encoding: "utf8", stdio: "pipe" });
  writeFileSync(file, await downloadBytes(reports, id, "json"));
  expect(verify()).toMatch(/^Report 1 is as it was issued/);
  const text = readFileSync(file, "utf8");
  for (const [from, to] of [
    ['"failures":', '"failures" :1,"x":'],
    ['"status":503', '"status":500'],
  ] as const) {
    writeFileSync(file, text.replace(from, to));
    expect(verify).toThrow();
  }
  rmSync(dir, { recursive: true });
});

test("what is issued stays, whatever happens to the rows", async () => {
  const { store, reports } = await openReports();
  await store.record(sampleDay());
  const id = await issueReport(reports);
  const before = await downloadAll(reports, id);
  await store.record([sampleAttempt({ startedAtMs: fromMs + 5, status: 500, outcome: "server_error" })]);
  await store.deleteAttemptsBefore(fromMs + 10 * dayMs);
  const after = await downloadAll(reports, id);
  for (const format of ["html", "md", "txt", "json", "csv"] as const) expect(after[format]).toEqual(before[format]);
  expect(readPdfPages(after.pdf)).toEqual(readPdfPages(before.pdf));
  await expect(reports.change(id, specOf({ title: "Other" }))).rejects.toMatchObject({ code: "conflict" });
  await expect(reports.remove(id)).rejects.toMatchObject({ code: "conflict" });
  await expect(reports.issue(id, "eve")).rejects.toMatchObject({ code: "conflict" });
});

test("no secret of the exchanges, of Ajar or of what is typed in gets into any format", async () => {
  const { store, reports } = await openReports([canaries.stored, canaries.gateway]);
  const recorder = createRecorder({
    writer: store,
    fingerprint: createFingerprint(Buffer.alloc(32, 7)),
    knownSecrets: () => [canaries.stored, canaries.gateway],
    onLoss: ({ cause }) => {
      throw cause;
    },
  });
  for (let n = 0; n < 20; n++) {
    const leaky = leakyExchange();
    const request = { ...leaky.request, callId: `call-of-secrets-${n}` };
    await recorder.observe({ ...leaky, request, startedAtMs: fromMs + n * 1_000 });
  }
  const typed = `We sent Authorization: KISI-LOGIN ${canaries.signature} and ${canaries.stored}`;
  const words = { impact: typed, expected: typed, actual: typed, stepsTaken: typed, title: `Why ${canaries.stored}` };
  const files = await downloadAll(reports, await issueReport(reports, specOf(words)));
  for (const format of ["html", "md", "txt", "json", "csv"] as const) expectNoCanary(files[format].toString());
  expectNoCanary(readPdfPages(files.pdf).join("\n"));
  const { "report.pdf": pdf, ...texts } = readZip(files.zip);
  expect(pdf).toMatch(/^%PDF-/);
  for (const text of Object.values(texts)) expectNoCanary(Buffer.from(text, "latin1").toString());
  expect(files.html.toString()).toContain("<mark>[redacted]</mark>");
});

test("nothing in a report is markup", async () => {
  const { store, reports } = await openReports();
  await store.record(sampleDay());
  const title = `</title><script>alert(1)</script> "quoted" 'single' | *bold*`;
  const files = await downloadAll(reports, await issueReport(reports, specOf({ title, impact: title })));
  expect(files.html.toString()).not.toContain("<script");
  expect(files.md.toString().split("\n")[0]).toMatch(/^# \\<\/title\\>\\<script/);
});

test("what was noted and deployed in the range stands in the report", async () => {
  const { store, reports } = await openReports();
  await store.record(sampleDay());
  const range = { fromMs, toMs: fromMs + dayMs };
  const [listed] = await store.listProblems({ range, senders: {} });
  const id = listed?.problem.id ?? "";
  const note = (atMs: number, text: string) => ({ atMs, author: "jana", state: null, note: text });
  await store.addProblemNote(id, note(fromMs + 5_000, "Restarted the controller"));
  await store.addProblemNote(id, note(fromMs + 2 * dayMs, "Later than the range"));
  await store.recordDeploy({ release: "2.3.1", atMs: fromMs + 9_000, integration: "sync", origin: "api" });
  const { report } = await reports.get(await issueReport(reports));
  expect(report?.timeline).toEqual([
    {
      at: new Date(fromMs + 5_000).toISOString(),
      kind: "note",
      text: expect.stringMatching(/: Restarted the controller$/),
    },
    { at: new Date(fromMs + 9_000).toISOString(), kind: "deploy", text: "2.3.1 of sync" },
  ]);
  const ofProblem = await reports.get(await issueReport(reports, specOf({ filter: { problem: id } })));
  expect(ofProblem.report?.totals.attempts).toBe(listed?.attempts);
  expect(ofProblem.report?.selection.base?.attempts).toBe(1_203);
});

test("words that are typed into a draft stand in it at once, and no key that is among them is kept", async () => {
  const { store, reports } = await openReports();
  await store.record(sampleDay());
  const id = await reports.create(specOf());
  await reports.gathered(id);
  const key = "0123456789abcdef0123456789abcdef";
  const typed = { impact: `Nobody gets in with KISI-LOGIN ${key}`, title: "Doors", hide: [`KISI-LOGIN ${key}`] };
  await reports.change(id, { ...specOf(), ...typed });
  await reports.gathered(id);
  const { report, spec, title } = await reports.get(id);
  expect([title, report?.title, report?.told.impact]).toEqual([
    "Doors",
    "Doors",
    "Nobody gets in with KISI-LOGIN [redacted]",
  ]);
  expect(spec).toMatchObject({ impact: "Nobody gets in with KISI-LOGIN [redacted]", hide: [] });
  expect(JSON.stringify(await store.findReport(id))).not.toContain(key);
});

test("a reinstatement report proves with figures that it stopped", async () => {
  const { store, reports } = await openReports();
  const attempts = Array.from({ length: 20 }, (_, n) =>
    sampleAttempt({
      startedAtMs: fromMs + n * 3_600_000,
      ...(n < 8 ? { status: 404, outcome: "client_error" as const } : {}),
    }),
  );
  await store.record(attempts);
  const fixedAtMs = fromMs + 8 * 3_600_000;
  const id = await issueReport(reports, specOf({ template: "reinstatement", fixedAtMs, stepsTaken: "Release 2.3.1" }));
  const { report } = await reports.get(id);
  expect(report?.fix).toMatchObject({
    at: new Date(fixedAtMs).toISOString(),
    before: { attempts: 8, bad: 8 },
    after: { attempts: 12, bad: 0 },
    lastBadAt: new Date(fromMs + 7 * 3_600_000).toISOString(),
  });
  const text = (await downloadBytes(reports, id, "txt")).toString().replace(/\s+/g, " ");
  expect(text).toContain("PROOF THAT IT STOPPED");
  expect(text).toContain("What was fixed, and when: Release 2.3.1");
  expect(text).toContain("since, 0 of 12 attempts (0 %)");
});

test("a gathering that is cancelled leaves a draft that can be gathered again", async () => {
  const { store, reports } = await openReports();
  await store.record(sampleDay());
  const id = await reports.create(specOf());
  reports.cancel(id);
  await expect(reports.gathered(id)).rejects.toThrow("cancelled");
  expect(await reports.get(id)).toMatchObject({ report: null, gathering: { state: "cancelled" } });
  await expect(reports.issue(id, "jana")).rejects.toMatchObject({ code: "conflict" });
  await reports.gather(id);
  await reports.gathered(id);
  expect((await reports.get(id)).report?.totals.attempts).toBe(1_203);
});
