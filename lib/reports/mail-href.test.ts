import { expect, test } from "vitest";
import { mailHref } from "#lib/reports/mail-href";
import type { Outline } from "#lib/reports/outline";

const outline: Outline = {
  title: "503 on POST /locks/{id}/unlock & more",
  claim: "12 of 1,203 attempts failed.",
  imprint: [],
  name: "Report 1",
  sections: [{ title: "In short", blocks: [{ kind: "facts", rows: [{ label: "Range", value: "a day" }] }] }],
};

test("subject and text arrive as they are", () => {
  const { protocol, pathname, searchParams } = new URL(mailHref("support@getkisi.com", outline, "ajar-report-1.zip"));
  expect([protocol, pathname, searchParams.get("subject")]).toEqual(["mailto:", "support@getkisi.com", outline.title]);
  expect(searchParams.get("body")).toBe(
    "Hello Kisi Support,\r\n\r\n12 of 1,203 attempts failed.\r\n\r\nRange: a day\r\n\r\nThe whole report is attached: ajar-report-1.zip",
  );
});

test("an address that mail programs would cut off leaves facts out instead", () => {
  const rows = Array.from({ length: 100 }, (_, n) => ({ label: `Fact ${n}`, value: "x".repeat(40) }));
  const href = mailHref(
    "a@b.example",
    { ...outline, sections: [{ title: "", blocks: [{ kind: "facts", rows }] }] },
    "f.zip",
  );
  expect(href.length).toBeLessThanOrEqual(1_900);
  expect(decodeURIComponent(href)).toContain("Fact 3:");
  expect(href).toMatch(/f\.zip$/);
});
