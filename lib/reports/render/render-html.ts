import type { Block, Outline, Table } from "#lib/reports/outline";
import { redactedMark } from "#lib/reports/redaction";
import { chartSvg } from "#lib/reports/render/chart-svg";
import { htmlStyle } from "#lib/reports/render/html-style";

/** The report as one page that needs nothing else: no script, no file beside it, and print in mind. */
export function* renderHtml({ title, claim, imprint, name, sections }: Outline): Generator<string> {
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(`${name}: ${title}`)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<main>
<header>
<p class="imprint">${imprint.map(escapeHtml).join(" · ")}</p>
<h1>${escapeHtml(title)}</h1>
<p class="claim">${marked(claim)}</p>
</header>
`;
  for (const section of sections) {
    yield `<section>\n<h2>${escapeHtml(section.title)}</h2>\n${section.blocks.map(renderBlock).join("\n")}\n</section>\n`;
  }
  yield `<footer>${escapeHtml(name)} · made with Ajar</footer>\n</main>\n</body>\n</html>\n`;
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return `<p>${marked(block.text)}</p>`;
    case "heading":
      return `<h3>${marked(block.text)}</h3>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${marked(item)}</li>`).join("")}</ul>`;
    case "facts": {
      const rows = block.rows.map(
        ({ label, value, mono }) =>
          `<dt>${escapeHtml(label)}</dt><dd${mono ? ' class="mono"' : ""}>${marked(value)}</dd>`,
      );
      return `<dl>${rows.join("")}</dl>`;
    }
    case "figures":
      return `<ul class="figures">${block.items
        .map(
          ({ label, value, note }) =>
            `<li><span>${escapeHtml(label)}</span><b>${escapeHtml(value)}</b><span>${escapeHtml(note)}</span></li>`,
        )
        .join("")}</ul>`;
    case "chart":
      return `<figure><figcaption>${escapeHtml(block.chart.label)}</figcaption>${chartSvg(block.chart, { width: 720, height: 190, font: "inherit" })}</figure>`;
    case "table":
      return renderTable(block.table);
    case "code":
      return `<figure class="code"><figcaption>${escapeHtml(block.label)}</figcaption><pre>${marked(block.text)}</pre></figure>`;
  }
}

function renderTable({ label, columns, rows }: Table): string {
  const classOf = (index: number) => {
    const { align, mono } = columns[index] ?? {};
    const names = [align === "right" ? "num" : "", mono ? "mono" : ""].filter(Boolean).join(" ");
    return names === "" ? "" : ` class="${names}"`;
  };
  const head = columns
    .map((column, index) => `<th scope="col"${classOf(index)}>${escapeHtml(column.label)}</th>`)
    .join("");
  const body = rows.map(
    (row) => `<tr>${row.map((cell, index) => `<td${classOf(index)}>${marked(cell)}</td>`).join("")}</tr>`,
  );
  return `<div class="scroll"><table><caption>${escapeHtml(label)}</caption><thead><tr>${head}</tr></thead><tbody>${body.join("\n")}</tbody></table></div>`;
}

/** Shows where something was taken out. */
function marked(text: string): string {
  return escapeHtml(text).replaceAll(redactedMark, `<mark>${redactedMark}</mark>`);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
