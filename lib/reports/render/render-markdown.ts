import type { Block, Outline, Table } from "#lib/reports/outline";
import { codeFence, codeSpan, inlineMarkdown } from "#lib/reports/render/markdown-text";

/** The report as Markdown (CommonMark with tables), for an issue tracker or a support portal. */
export function* renderMarkdown({ title, claim, imprint, sections }: Outline): Generator<string> {
  yield `# ${inlineMarkdown(title)}\n\n${inlineMarkdown(claim)}\n\n*${imprint.map(inlineMarkdown).join(" · ")}*\n`;
  for (const section of sections) {
    yield `\n## ${inlineMarkdown(section.title)}\n\n${section.blocks.map(renderBlock).join("\n\n")}\n`;
  }
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return inlineMarkdown(block.text);
    case "heading":
      return `### ${inlineMarkdown(block.text)}`;
    case "list":
      return block.items.map((item) => `- ${inlineMarkdown(item)}`).join("\n");
    case "facts":
      return block.rows
        .map(
          ({ label, value, mono }) =>
            `- **${inlineMarkdown(label)}:** ${mono ? codeSpan(value) : inlineMarkdown(value)}`,
        )
        .join("\n");
    case "figures":
      return block.items
        .map(
          ({ label, value, note }) =>
            `- **${inlineMarkdown(label)}:** ${inlineMarkdown(value)} (${inlineMarkdown(note)})`,
        )
        .join("\n");
    case "chart":
      return renderTable(chartTable(block.chart));
    case "table":
      return renderTable(block.table);
    case "code":
      return `${inlineMarkdown(block.label)}:\n\n${codeFence(block.text)}`;
  }
}

/** The chart's own figures; a bar without failures is left out. */
export function chartTable({ label, classes, bars }: Extract<Block, { kind: "chart" }>["chart"]): Table {
  return {
    label,
    columns: [
      { label: "From (UTC)", mono: true },
      { label: "Attempts", align: "right" },
      ...classes.map((one) => ({ label: one.label, align: "right" as const })),
    ],
    rows: bars
      .filter(({ values }) => values.some((value) => value > 0))
      .map(({ t, attempts, values }) => [t.slice(0, 16).replace("T", " "), String(attempts), ...values.map(String)]),
  };
}

function renderTable({ label, columns, rows }: Table): string {
  const cellOf = (cell: string, index: number) =>
    columns[index]?.mono && cell !== "" ? codeSpan(cell) : inlineMarkdown(cell);
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    `${inlineMarkdown(label)}:`,
    "",
    line(columns.map((column) => inlineMarkdown(column.label))),
    line(columns.map(({ align }) => (align === "right" ? "---:" : "---"))),
    ...rows.map((row) => line(row.map(cellOf))),
  ].join("\n");
}
