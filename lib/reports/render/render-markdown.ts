import type { Block, Outline, Table } from "#lib/reports/outline";

/** The report as Markdown (CommonMark with tables), for an issue tracker or a support portal. */
export function* renderMarkdown({ title, claim, imprint, sections }: Outline): Generator<string> {
  yield `# ${inline(title)}\n\n${inline(claim)}\n\n*${imprint.map(inline).join(" · ")}*\n`;
  for (const section of sections) {
    yield `\n## ${inline(section.title)}\n\n${section.blocks.map(renderBlock).join("\n\n")}\n`;
  }
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return inline(block.text);
    case "heading":
      return `### ${inline(block.text)}`;
    case "list":
      return block.items.map((item) => `- ${inline(item)}`).join("\n");
    case "facts":
      return block.rows
        .map(({ label, value, mono }) => `- **${inline(label)}:** ${mono ? codeSpan(value) : inline(value)}`)
        .join("\n");
    case "figures":
      return block.items
        .map(({ label, value, note }) => `- **${inline(label)}:** ${inline(value)} (${inline(note)})`)
        .join("\n");
    case "chart":
      return renderTable(chartTable(block.chart));
    case "table":
      return renderTable(block.table);
    case "code":
      return `${inline(block.label)}:\n\n${codeFence(block.text)}`;
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
  const cellOf = (cell: string, index: number) => (columns[index]?.mono && cell !== "" ? codeSpan(cell) : inline(cell));
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    `${inline(label)}:`,
    "",
    line(columns.map((column) => inline(column.label))),
    line(columns.map(({ align }) => (align === "right" ? "---:" : "---"))),
    ...rows.map((row) => line(row.map(cellOf))),
  ].join("\n");
}

/** A text that no reader of Markdown takes for markup, on one line. */
function inline(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").replace(/[\\`*_[\]<>|~#]/g, "\\$&");
}

/** Code within a line; in a table a bar ends the cell even in code, so there it is escaped. */
function codeSpan(text: string): string {
  const oneLine = text.replace(/\s*\n\s*/g, " ").replaceAll("|", "\\|");
  const fence = "`".repeat(longestRun(oneLine) + 1);
  return longestRun(oneLine) > 0 ? `${fence} ${oneLine} ${fence}` : `${fence}${oneLine}${fence}`;
}

function codeFence(text: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}\n${text}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
