import { expect, test } from "vitest";
import type { Outline } from "#lib/reports/outline";
import { readPdfPages } from "#lib/reports/render/pdf-text-fixture";
import { createRenderPdf } from "#lib/reports/render/render-pdf";

function outlineOf(words: string): Outline {
  return {
    title: words,
    claim: words,
    imprint: ["Report 1"],
    name: "Report 1",
    sections: [{ title: "What happened", blocks: [{ kind: "paragraph", text: words }] }],
  };
}

test("ideographs, kana and Hangul are text in a PDF like any other, and cost what is used of their fonts", async () => {
  const render = createRenderPdf();
  const words = "東京オフィス（门禁）의 서울 지점: Zürich";
  const pdf = await render(outlineOf(words));
  // A line may break behind each ideograph, so they are drawn one by one.
  expect(readPdfPages(pdf).join("").replaceAll(" ", "")).toContain(words.replaceAll(" ", ""));
  const latin = await render(outlineOf("Tokyo office"));
  expect(Buffer.from(latin).toString("latin1")).not.toMatch(/Chocolate|Gowun/);
  // The two fonts have 19 MB.
  expect(pdf.length - latin.length).toBeLessThan(100_000);
});

test("no word is lost, however long a text is and wherever it stands", async () => {
  const long = (letter: string) => Array.from({ length: 800 }, (_, n) => `${letter}${n}.`).join(" ");
  const table = {
    label: "Calls",
    columns: [{ label: "Path", wide: true }],
    rows: Array(90).fill([long("t").slice(0, 80)]),
  };
  const pdf = await createRenderPdf()({
    ...outlineOf("Long"),
    sections: [
      { title: "What happened", blocks: [{ kind: "facts", rows: [{ label: "Impact", value: long("a") }] }] },
      { title: "What was tried", blocks: [{ kind: "facts", rows: [{ label: "Steps", value: long("b") }] }] },
      { title: "List", blocks: [{ kind: "list", items: [long("c")] }] },
      { title: "Paragraph", blocks: [{ kind: "paragraph", text: `${long("d")} ${long("e")}` }] },
      {
        title: "Table",
        blocks: [
          { kind: "table", table },
          { kind: "table", table: { ...table, rows: [[`${long("h")} ${long("i")}`]] } },
          { kind: "heading", text: "Body" },
          { kind: "code", label: "Body", text: `${long("f")}\n${long("g")}` },
        ],
      },
    ],
  });
  const words = readPdfPages(pdf).join("").replaceAll(" ", "");
  for (const letter of "abcdefghi") expect(words).toContain(`${letter}799.`);
  expect(words.match(/t0\./g)).toHaveLength(90);
});
