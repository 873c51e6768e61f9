import type { Content, ContentText, TableCell, TDocumentDefinitions } from "pdfmake/interfaces";
import type { Block, Fact, Figure, Outline, Table } from "#lib/reports/outline";
import { chartSvg } from "#lib/reports/render/chart-svg";
import { fitOnPage, rowFits } from "#lib/reports/render/fit-on-page";
import { type FontCoverages, type FontName, fontRuns } from "#lib/reports/render/font-runs";

const ink = "#16181d";
const quiet = "#50565f";
const faint = "#646b76";
const line = "#d6d9de";
const hairline = "#e8e9ec";
const ground = "#f3f4f5";

const marginX = 46;
/** A4 in points. */
const pageWidth = 595.28;
const textWidth = pageWidth - 2 * marginX;

type TextLook = Partial<Omit<ContentText, "text">>;
type Write = (text: string, look?: TextLook, font?: FontName) => ContentText;

/** The report as pages: A4, one column, numbered. Pure: what pdfmake is to set. */
export function pdfDefinition(outline: Outline, coverages: FontCoverages): TDocumentDefinitions {
  const write: Write = (text, look = {}, font = "Geist") => ({
    text: fontRuns(text, font, coverages).map((run) => ({ text: run.text, font: run.font })),
    ...look,
  });
  return {
    pageSize: "A4",
    pageMargins: [marginX, 50, marginX, 58],
    info: { title: outline.title, subject: outline.claim, creator: "Ajar", producer: "Ajar" },
    language: "en",
    defaultStyle: { font: "Geist", fontSize: 9.25, lineHeight: 1.28, color: ink },
    content: [...titleOf(outline, write), ...outline.sections.flatMap((section) => sectionOf(section, write))],
    footer: (page, pages) => ({
      margin: [marginX, 18, marginX, 0],
      columns: [
        write(`${outline.name} · ${clip(outline.title, 84)}`, { color: faint, fontSize: 7.5 }),
        { ...write(`${page} of ${pages}`, { color: faint, fontSize: 7.5, alignment: "right" }), width: 60 },
      ],
    }),
  };
}

function titleOf({ title, claim, imprint }: Outline, write: Write): Content[] {
  return [
    doorMark,
    write(imprint.join("  ·  "), { color: faint, fontSize: 8.25, margin: [0, 0, 0, 6] }),
    write(title, { fontSize: 19, bold: true, lineHeight: 1.12, characterSpacing: -0.2, margin: [0, 0, 0, 6] }),
    write(claim, { fontSize: 11, color: quiet, lineHeight: 1.3, margin: [0, 0, 0, 4] }),
  ];
}

/** Ajar's mark: a door, a hand's breadth open. */
const doorMark: Content = {
  svg: `<svg xmlns="http://www.w3.org/2000/svg" width="18" height="18" viewBox="0 0 18 18"><path d="M3 16V2.5h12V16" fill="none" stroke="${ink}" stroke-width="1.4"/><path d="M3 16V2.5l7 2.4V18z" fill="${ink}"/></svg>`,
  margin: [0, 0, 0, 10],
};

/** The title stays with what comes first, so that it never stands alone at the foot of a page. */
function sectionOf({ title, blocks }: Outline["sections"][number], write: Write): Content[] {
  const [first = [], ...rest] = withHeadings(blocks);
  const rule: Content = {
    canvas: [{ type: "line", x1: 0, y1: 0, x2: textWidth, y2: 0, lineWidth: 0.6, lineColor: line }],
    margin: [0, 14, 0, 8],
  };
  const head: Content[] = [rule, write(title, { fontSize: 12, bold: true, margin: [0, 0, 0, 6] })];
  return [keptTogether(first, write, head), ...rest.map((blocks) => keptTogether(blocks, write))].flat();
}

/** Blocks on one page, behind `head`, if they fit on one for sure: pdfmake draws nothing of what does not. */
function keptTogether(blocks: readonly Block[], write: Write, head: readonly Content[] = []): Content[] {
  const content = [...head, ...blocks.flatMap((block) => blockOf(block, write))];
  return content.length > 1 && fitOnPage(blocks) ? [{ stack: content, unbreakable: true }] : content;
}

/** Blocks by themselves, but a heading together with what follows it. */
function withHeadings(blocks: readonly Block[]): (readonly Block[])[] {
  return blocks.flatMap((block, index) => {
    if (blocks[index - 1]?.kind === "heading") return [];
    const next = blocks[index + 1];
    return [block.kind === "heading" && next ? [block, next] : [block]];
  });
}

function blockOf(block: Block, write: Write): Content[] {
  switch (block.kind) {
    case "paragraph":
      return [{ stack: [write(block.text, { margin: [0, 0, 0, 6] })], unbreakable: fitOnPage([block]) }];
    case "heading":
      return [write(block.text, { bold: true, fontSize: 9.75, margin: [0, 10, 0, 3] })];
    case "list":
      return [
        {
          ul: block.items.map((item) => write(item, { margin: [0, 0, 0, 2] })),
          margin: [0, 0, 0, 6],
          markerColor: faint,
        },
      ];
    case "facts":
      return [factsOf(block.rows, write)];
    case "figures":
      return [figuresOf(block.items, write)];
    case "chart":
      return [
        write(block.chart.label, { color: faint, fontSize: 8, margin: [0, 4, 0, 4] }),
        { svg: chartSvg(block.chart, { width: textWidth, height: 130, font: "Geist" }), margin: [0, 0, 0, 8] },
      ];
    case "table":
      return [tableOf(block.table, write)];
    case "code":
      return [codeOf(block.label, block.text, write)];
  }
}

function factsOf(rows: readonly Fact[], write: Write): Content {
  return {
    table: {
      widths: [118, "*"],
      body: rows.map(({ label, value, mono }) => [
        write(label, { color: faint, fontSize: 8.5 }),
        write(value, { fontSize: mono ? 8 : 9 }, mono ? "GeistMono" : "Geist"),
      ]),
    },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      paddingLeft: () => 0,
      paddingRight: () => 8,
      paddingTop: () => 1.2,
      paddingBottom: () => 1.2,
    },
    margin: [0, 0, 0, 8],
  };
}

function figuresOf(items: readonly Figure[], write: Write): Content {
  return {
    columns: items.map(({ label, value, note }) => ({
      stack: [
        write(label, { color: faint, fontSize: 8 }),
        write(value, { fontSize: 17, bold: true, lineHeight: 1.15, characterSpacing: -0.2 }),
        write(note, { color: faint, fontSize: 8 }),
      ],
    })),
    columnGap: 12,
    margin: [0, 0, 0, 10],
    unbreakable: true,
  };
}

/** What the table is stands in its head, which is repeated on every page and never parts from the first row. */
function tableOf({ label, columns, rows }: Table, write: Write): Content {
  const small = columns.length > 5 ? 7.25 : 8;
  const caption: TableCell[] = [
    { ...write(label, { color: quiet, fontSize: 8 }), colSpan: columns.length },
    ...columns.slice(1).map(() => ""),
  ];
  const head: TableCell[] = columns.map((column) =>
    write(column.label, { color: faint, fontSize: small, ...flow(column) }),
  );
  const body: TableCell[][] = rows.map((row) =>
    row.map((cell, index) => {
      const column = columns[index];
      const font = column?.mono ? "GeistMono" : "Geist";
      return write(cell, { fontSize: column?.mono ? small - 0.5 : small, ...flow(column) }, font);
    }),
  );
  return {
    table: {
      headerRows: 2,
      keepWithHeaderRows: rows.every(rowFits) ? 1 : 0,
      dontBreakRows: rows.every(rowFits),
      widths: columns.map(({ wide }) => (wide ? "*" : "auto")),
      body: [caption, head, ...body],
    },
    layout: {
      hLineWidth: (at) => (at < 2 ? 0 : 0.5),
      hLineColor: (at) => (at === 2 ? line : hairline),
      vLineWidth: () => 0,
      paddingLeft: (at) => (at === 0 ? 0 : 5),
      paddingRight: (at) => (at === columns.length - 1 ? 0 : 5),
      paddingTop: () => 2.4,
      paddingBottom: () => 2.2,
    },
    margin: [0, 2, 0, 10],
  };
}

/** Only wide columns wrap: a time or a number in two lines is hard to read. */
function flow({ align, wide }: Table["columns"][number] = { label: "" }): TextLook {
  return { ...(align === "right" ? { alignment: "right" } : {}), ...(wide ? {} : { noWrap: true }) };
}

function codeOf(label: string, text: string, write: Write): Content {
  return {
    stack: [
      write(label, { color: faint, fontSize: 8, margin: [0, 3, 0, 2] }),
      {
        table: {
          widths: ["*"],
          body: [[write(text, { fontSize: 7.25, lineHeight: 1.32, preserveLeadingSpaces: true }, "GeistMono")]],
        },
        layout: {
          hLineWidth: () => 0,
          vLineWidth: () => 0,
          fillColor: () => ground,
          paddingLeft: () => 7,
          paddingRight: () => 7,
          paddingTop: () => 5,
          paddingBottom: () => 4,
        },
        margin: [0, 0, 0, 5],
      },
    ],
    unbreakable: fitOnPage([{ kind: "code", label, text }]),
  };
}

function clip(text: string, chars: number): string {
  return text.length <= chars ? text : `${text.slice(0, chars - 1).trimEnd()}…`;
}
