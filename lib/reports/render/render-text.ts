import type { Block, Outline, Table } from "#lib/reports/outline";
import { chartTable } from "#lib/reports/render/render-markdown";

const width = 78;

/** The report as plain text, for the body of an e-mail: 78 characters a line where words allow it. */
export function* renderText({ title, claim, imprint, sections }: Outline): Generator<string> {
  yield `${wrap(title)}\n${"=".repeat(width)}\n${wrap(claim)}\n\n${imprint.map((line) => wrap(line)).join("\n")}\n`;
  for (const section of sections) {
    yield `\n\n${section.title.toUpperCase()}\n${"-".repeat(width)}\n${section.blocks.map(renderBlock).join("\n\n")}\n`;
  }
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return wrap(block.text);
    case "heading":
      return `${wrap(block.text)}\n${"~".repeat(Math.min(width, block.text.length))}`;
    case "list":
      return block.items.map((item) => wrap(`- ${item}`, "  ")).join("\n");
    case "facts":
      return block.rows.map(({ label, value }) => wrap(`${label}: ${value}`, "  ")).join("\n");
    case "figures":
      return block.items.map(({ label, value, note }) => `${label}: ${value} (${note})`).join("\n");
    case "chart":
      return renderTable(chartTable(block.chart));
    case "table":
      return renderTable(block.table);
    case "code":
      return `${block.label}:\n${block.text
        .split("\n")
        .map((line) => `    ${line}`)
        .join("\n")}`;
  }
}

/** Columns side by side where they fit, else each row as a list of its cells. */
function renderTable({ label, columns, rows }: Table): string {
  const widths = columns.map((column, index) =>
    Math.max(column.label.length, ...rows.map((row) => (row[index] ?? "").length)),
  );
  const total = widths.reduce((sum, one) => sum + one + 2, -2);
  if (total > width + 20) return `${wrap(label)}:\n${rows.map((row) => rowAsList(columns, row)).join("\n")}`;
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) =>
        columns[index]?.align === "right" ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return [`${wrap(label)}:`, line(columns.map((column) => column.label)), ...rows.map(line)].join("\n");
}

function rowAsList(columns: Table["columns"], row: readonly string[]): string {
  const cells = row.flatMap((cell, index) => {
    const { label = "" } = columns[index] ?? {};
    return cell === "" ? [] : [label === "" ? cell : `${label}: ${cell}`];
  });
  return wrap(`- ${cells.join("; ")}`, "  ");
}

/** Lines of at most `width` characters; a longer word stands alone. */
function wrap(text: string, indent = ""): string {
  return text
    .split("\n")
    .map((paragraph) => {
      const lines: string[] = [];
      let line = "";
      for (const word of paragraph.split(/[ \u00a0]+/)) {
        const longer = line === "" ? word : `${line} ${word}`;
        if (longer.length <= width || line.trim() === "") line = longer;
        else {
          lines.push(line);
          line = `${indent}${word}`;
        }
      }
      return [...lines, line].join("\n");
    })
    .join("\n");
}
