import { expect, test } from "vitest";
import type { ConductDay, ReportRecord } from "#lib/store/report-store";
import { sampleAttempt } from "#lib/store/sample-attempt";
import type { Store } from "#lib/store/store";

const bytes = (text: string) => new TextEncoder().encode(text);
const texts = (part: { csv: Uint8Array; ndjson: Uint8Array } | undefined) =>
  part && [part.csv, part.ndjson].map((blob) => new TextDecoder().decode(blob));

function draftOf(id: string, createdAtMs = 5): Omit<ReportRecord, "issue"> {
  return { id, title: `About ${id}`, spec: "{}", content: null, createdAtMs, changedAtMs: createdAtMs };
}

/** Reports and the good-standing record as any store must keep them. */
export function describeReports(open: () => Promise<Store>): void {
  const withStore = (name: string, run: (store: Store) => Promise<void>) =>
    test(name, async () => {
      const store = await open();
      try {
        await run(store);
      } finally {
        await store.close();
      }
    });

  withStore("a draft is kept, changed and listed newest first, without what is long", async (store) => {
    await store.createReport(draftOf("one"));
    await store.createReport(draftOf("two", 9));
    expect(await store.changeDraft("one", { title: "Better", content: "c", changedAtMs: 12 })).toBe(true);
    expect(await store.changeDraft("none", { changedAtMs: 1 })).toBe(false);
    expect(await store.findReport("one")).toEqual({
      ...draftOf("one"),
      title: "Better",
      content: "c",
      changedAtMs: 12,
      issue: null,
    });
    expect(await store.findReport("none")).toBeUndefined();
    expect(await store.listReports(9)).toEqual([
      { id: "two", title: "About two", createdAtMs: 9, changedAtMs: 9, issue: null },
      { id: "one", title: "Better", createdAtMs: 5, changedAtMs: 12, issue: null },
    ]);
    expect(await store.listReports(1)).toHaveLength(1);
  });

  withStore("reports are numbered in the order of issue, and what is issued never changes", async (store) => {
    for (const id of ["one", "two", "three"]) {
      await store.createReport(draftOf(id));
      expect(await store.putReportPart(id, 0, { csv: bytes(`${id} csv`), ndjson: bytes(`${id} json`) })).toBe(true);
    }
    expect(await store.deleteDraft("three")).toBe(true);
    const final = { content: "final", spec: "{}", atMs: 20, by: "jane", sha256: "ab" };
    const issue = { number: 1, atMs: 20, by: "jane", sha256: "ab" };
    expect(await store.issueReport("two", final)).toEqual(issue);
    expect(await store.issueReport("two", { ...final, content: "other" })).toBeUndefined();
    expect(await store.issueReport("one", final)).toEqual({ ...issue, number: 2 });
    expect(await store.changeDraft("two", { content: "other", changedAtMs: 30 })).toBe(false);
    expect(await store.putReportPart("two", 1, { csv: bytes(""), ndjson: bytes("") })).toBe(false);
    expect(await store.deleteDraft("two")).toBe(false);
    await store.deleteReportParts("two");
    expect(await store.findReport("two")).toMatchObject({ content: "final", issue });
    expect(texts(await store.findReportPart("two", 0))).toEqual(["two csv", "two json"]);
  });

  withStore("retention leaves a report's rows alone", async (store) => {
    await store.record([sampleAttempt({ startedAtMs: 1_000 })]);
    await store.createReport(draftOf("one"));
    await store.putReportPart("one", 0, { csv: bytes("c"), ndjson: bytes("n") });
    await store.issueReport("one", { content: "final", spec: "{}", atMs: 20, by: "jane", sha256: "ab" });
    await store.deleteAttemptsBefore(Date.UTC(2030, 0));
    await store.deleteRollupsBefore(Date.UTC(2030, 0));
    expect(texts(await store.findReportPart("one", 0))).toEqual(["c", "n"]);
    expect(await store.findReport("one")).toMatchObject({ content: "final" });
  });

  withStore("a draft's parts can be taken away, however many", async (store) => {
    await store.createReport(draftOf("one"));
    await store.createReport(draftOf("two"));
    for (let n = 0; n < 45; n++) await store.putReportPart("one", n, { csv: bytes("c"), ndjson: bytes("n") });
    await store.putReportPart("two", 0, { csv: bytes("c"), ndjson: bytes("n") });
    await store.deleteReportParts("one");
    expect(await Promise.all([0, 20, 44].map((n) => store.findReportPart("one", n)))).toEqual(Array(3).fill(undefined));
    expect(await store.findReportPart("two", 0)).toBeDefined();
  });

  withStore("days of the good-standing record are only ever added, in their order", async (store) => {
    const dayOf = (day: string): ConductDay => ({ day, content: `{"day":"${day}"}`, hash: `hash of ${day}` });
    expect(await store.findLastConductDay()).toBeUndefined();
    expect(await store.appendConductDay(dayOf("2026-01-31"))).toBe(true);
    expect(await store.appendConductDay(dayOf("2026-02-01"))).toBe(true);
    expect(await store.appendConductDay(dayOf("2026-01-31"))).toBe(false);
    expect(await store.appendConductDay({ ...dayOf("2026-02-01"), content: "forged" })).toBe(false);
    expect(await store.findLastConductDay()).toEqual(dayOf("2026-02-01"));
    expect(await store.listConductDays("", 9)).toEqual([dayOf("2026-01-31"), dayOf("2026-02-01")]);
    expect(await store.listConductDays("2026-01-31", 9)).toEqual([dayOf("2026-02-01")]);
    expect(await store.listConductDays("", 1)).toHaveLength(1);
  });
}
