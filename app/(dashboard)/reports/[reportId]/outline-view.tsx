import { cn } from "#components/ui/cn.ts";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import type { Block, Chart, Outline, Table as OutlineTable } from "#lib/reports/outline";
import { redactedMark } from "#lib/reports/redaction";
import { chartSvg } from "#lib/reports/render/chart-svg";
import { markId, placeOf } from "./find-redactions";

/** The report as it will leave, every redaction marked. */
export function OutlineView({ outline }: { outline: Outline }) {
  return (
    <article className="mx-auto grid max-w-[56rem] gap-6 py-2">
      <header className="grid gap-1.5">
        <p className="text-ink-3 text-xs">{outline.imprint.join(" · ")}</p>
        <p className="wrap-anywhere text-balance font-medium text-xl tracking-[-0.01em]">{outline.title}</p>
        <p className="text-base text-ink-2">{outline.claim}</p>
      </header>
      {outline.sections.map(({ title, blocks }, section) => (
        <section key={title} className="grid min-w-0 gap-3 border-t pt-4">
          <h3 className="font-medium text-base">{title}</h3>
          {blocks.map((block, index) => {
            const at = placeOf(section, index);
            return <BlockView key={at} block={block} at={at} />;
          })}
        </section>
      ))}
    </article>
  );
}

function BlockView({ block, at }: { block: Block; at: string }) {
  switch (block.kind) {
    case "paragraph":
      return (
        <p className="max-w-[76ch]">
          <Marked text={block.text} at={at} />
        </p>
      );
    case "heading":
      return (
        <h4 className="wrap-anywhere mt-2 font-medium text-sm">
          <Marked text={block.text} at={at} />
        </h4>
      );
    case "list":
      return (
        <ul className="grid max-w-[76ch] list-disc gap-1 pl-5">
          {block.items.map((item, n) => (
            <li key={item}>
              <Marked text={item} at={`${at}r${n}`} />
            </li>
          ))}
        </ul>
      );
    case "facts":
      return (
        <dl className="grid gap-x-6 gap-y-1.5 sm:grid-cols-[13.5rem_minmax(0,1fr)]">
          {block.rows.map(({ label, value, mono }, n) => (
            <div key={label} className="grid min-w-0 sm:col-span-2 sm:grid-cols-subgrid">
              <dt className="text-ink-3">{label}</dt>
              <dd className={`wrap-anywhere min-w-0 whitespace-pre-line ${mono ? "font-mono text-xs leading-5" : ""}`}>
                <Marked text={value} at={`${at}r${n}`} />
              </dd>
            </div>
          ))}
        </dl>
      );
    case "figures":
      return (
        <div className="grid grid-cols-2 gap-4 md:grid-cols-4">
          {block.items.map(({ label, value, note }) => (
            <div key={label} className="grid gap-0.5">
              <span className="text-ink-3 text-xs">{label}</span>
              <span className="font-medium text-xl">{value}</span>
              <span className="text-ink-3 text-xs">{note}</span>
            </div>
          ))}
        </div>
      );
    case "chart":
      return (
        <figure className="grid gap-1">
          <figcaption className="text-ink-3 text-xs">{block.chart.label}</figcaption>
          {/* Drawn anew for a phone: shrunk to its width the labels of the wide one could not be read. */}
          <picture>
            <source media="(max-width: 40rem)" srcSet={chartSource(block.chart, { width: 330, height: 160 })} />
            <img
              alt={block.chart.label}
              className="w-full rounded-md bg-white p-2"
              src={chartSource(block.chart, { width: 720, height: 180 })}
            />
          </picture>
        </figure>
      );
    case "table":
      return <TableView table={block.table} at={at} />;
    case "code":
      return (
        <figure className="grid gap-1">
          <figcaption className="text-ink-3 text-xs">{block.label}</figcaption>
          <pre className="wrap-anywhere whitespace-pre-wrap rounded-md border bg-paper-2 p-3 font-mono text-xs leading-5">
            <Marked text={block.text} at={at} />
          </pre>
        </figure>
      );
  }
}

function chartSource(chart: Chart, size: { width: number; height: number }): string {
  return `data:image/svg+xml,${encodeURIComponent(chartSvg(chart, { ...size, font: "sans-serif" }))}`;
}

function TableView({ table: { label, columns, rows }, at }: { table: OutlineTable; at: string }) {
  const look = (c: number) => ({ numeric: columns[c]?.align === "right", mono: columns[c]?.mono });
  const isName = (c: number) => c === 0 && columns[c]?.wide;
  const isProse = (c: number) => columns[c]?.wide && !columns[c]?.mono;
  return (
    <div className="min-w-0">
      <p className="text-ink-3 text-xs">{label}</p>
      <Table label={label} stacks>
        <TableHead>
          <tr>
            {columns.map((column, c) => (
              <TableHeader key={`${at}c${c.toString()}`} numeric={look(c).numeric}>
                {column.label}
              </TableHeader>
            ))}
          </tr>
        </TableHead>
        <TableBody>
          {rows.map((row, r) => (
            <TableRow key={`${at}r${r.toString()}`} className="px-0">
              {row.map((cell, c) => (
                <TableCell
                  key={`${at}r${r.toString()}c${c.toString()}`}
                  {...look(c)}
                  label={isName(c) ? undefined : columns[c]?.label}
                  className={cn(
                    "align-top leading-5",
                    columns[c]?.wide && !isName(c) && "col-span-2",
                    isProse(c) && "whitespace-normal",
                  )}
                >
                  {cell === "" ? null : <Marked text={cell} at={`${at}r${r}c${c}`} />}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

/** A text with its redactions as marks that can be linked to. */
function Marked({ text, at }: { text: string; at: string }) {
  const pieces = text.split(redactedMark);
  return pieces.map((piece, n) => (
    <span key={markId(at, n)}>
      {piece}
      {n < pieces.length - 1 ? (
        <mark
          id={markId(at, n)}
          className="scroll-mt-24 rounded-xs bg-ink px-1 text-paper target:outline-2 target:outline-accent target:outline-offset-2"
        >
          {redactedMark}
        </mark>
      ) : null}
    </span>
  ));
}
