import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createTextRedactor } from "#lib/recorder/text-redactor";
import { readPdfPages } from "#lib/reports/render/pdf-text-fixture";
import { createRenderPdf } from "#lib/reports/render/render-pdf";
import { downloadAll, issueReport, sampleDay, specOf, surroundings } from "#lib/reports/report-fixture";
import { createReports, type Reports } from "#lib/reports/reports";
import { createSecretBox } from "#lib/secrets/secret-box";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";
import type { Store } from "#lib/store/store";
import { systemClock } from "#lib/time/clock";

/** A store and reports over it; both are gone when the test is over. */
async function openReports(): Promise<{ store: Store; reports: Reports; dir: string }> {
  const dir = temporaryDirectory();
  const store = await openSqliteStore({ dir, clock: systemClock });
  const redactor = createTextRedactor(() => []);
  const box = createSecretBox(Buffer.alloc(32, 3));
  const reports = createReports({ ...surroundings, ...redactor, store, box, renderPdf: createRenderPdf() });
  onTestFinished(async () => {
    await reports.close();
    await store.close();
  });
  return { store, reports, dir };
}

test("words that a person wants hidden are hidden everywhere, and exchanges can be left out", async () => {
  const { store, reports } = await openReports();
  await store.record(sampleDay());
  const spec = specOf({ hide: ["REQ-50", "Member sync", "out, of"], withoutExchanges: true });
  const files = await downloadAll(reports, await issueReport(reports, spec));
  for (const format of ["html", "md", "txt", "json", "csv"] as const) {
    expect(files[format].toString()).not.toMatch(/req-50\b|out, of|alert\(1\)|member sync/i);
  }
  expect(readPdfPages(files.pdf).join(" ")).not.toMatch(/req-50\b|out, of/i);
});

test("a word that is to be hidden stands in no file of the store, neither while it is a draft nor later", async () => {
  const { store, reports, dir } = await openReports();
  await store.record(sampleDay());
  const onDisk = () => readdirSync(dir).flatMap((name) => readFileSync(join(dir, name)).toString("latin1"));
  const expectHidden = () => expect(onDisk().some((text) => /Tower of Babel/i.test(text))).toBe(false);
  const typed = { impact: "The Tower of Babel is closed", filter: { q: "tower of babel" }, hide: ["Tower of Babel"] };
  const id = await reports.create(specOf({ ...typed, title: "Tower of Babel" }));
  await reports.gathered(id);
  expectHidden();
  expect((await reports.get(id)).spec).toMatchObject(typed);
  await reports.issue(id, "jana");
  expectHidden();
  expect(await reports.get(id)).toMatchObject({
    title: "[redacted]",
    spec: { hide: [], title: "[redacted]", impact: "The [redacted] is closed", filter: { q: "[redacted]" } },
  });
  const deleted = await reports.create(specOf(typed));
  await reports.remove(deleted);
  expectHidden();
});
