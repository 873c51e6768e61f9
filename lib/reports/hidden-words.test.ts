import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openReports } from "#lib/reports/open-reports-fixture";
import { readPdfPages } from "#lib/reports/render/pdf-text-fixture";
import { downloadAll, issueReport, sampleDay, specOf } from "#lib/reports/report-fixture";

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
