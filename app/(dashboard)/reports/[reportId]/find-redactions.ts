import type { Block, Outline } from "#lib/reports/outline";
import { redactedMark } from "#lib/reports/redaction";

/** One text of an outline, with the name by which its place on the page is known. */
type PlacedText = { readonly at: string; readonly where: string; readonly text: string };

/** A place where something was taken out: `id` is its mark's on the page. */
export type ShownRedaction = {
  readonly id: string;
  readonly where: string;
  readonly before: string;
  readonly after: string;
};

const contextChars = 36;

/** Every redaction of what is about to leave, in the order of the page. */
export function findRedactions({ sections }: Pick<Outline, "sections">): ShownRedaction[] {
  const texts = sections.flatMap(({ title, blocks }, s) =>
    blocks.flatMap((block, b) =>
      textsOf(block, placeOf(s, b)).map((text) => ({ ...text, where: wordsOf(title, text.where) })),
    ),
  );
  return texts.flatMap(({ at, where, text }) =>
    text
      .split(redactedMark)
      .slice(0, -1)
      .map((before, n, pieces) => ({
        id: markId(at, n),
        where,
        before: before.slice(-contextChars),
        after: (pieces[n + 1] ?? text.slice(text.lastIndexOf(redactedMark) + redactedMark.length)).slice(
          0,
          contextChars,
        ),
      })),
  );
}

/** The name of a block's place. */
export function placeOf(section: number, block: number): string {
  return `s${section + 1}b${block + 1}`;
}

/** The id of the nth mark within a text. */
export function markId(at: string, n: number): string {
  return `redaction-${at}-${n + 1}`;
}

/** The texts of a block, each under the name that the preview gives it. */
function textsOf(block: Block, at: string): PlacedText[] {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return [{ at, where: "", text: block.text }];
    case "code":
      return [{ at, where: block.label, text: block.text }];
    case "list":
      return block.items.map((text, n) => ({ at: `${at}r${n}`, where: "", text }));
    case "facts":
      return block.rows.map(({ label, value }, n) => ({ at: `${at}r${n}`, where: label, text: value }));
    case "table":
      return block.table.rows.flatMap((row, r) =>
        row.map((text, c) => ({ at: `${at}r${r}c${c}`, where: block.table.columns[c]?.label ?? "", text })),
      );
    case "figures":
    case "chart":
      return [];
  }
}

function wordsOf(title: string, where: string): string {
  return where === "" ? title : `${title}: ${where}`;
}
