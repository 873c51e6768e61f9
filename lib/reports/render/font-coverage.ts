/** Tells whether a font draws a character. */
export type Coverage = (codePoint: number) => boolean;

/**
 * Reads which characters a TrueType font has: its `cmap` table, formats 4 and 12.
 * Source: https://learn.microsoft.com/typography/opentype/spec/cmap
 */
export function readCoverage(font: Uint8Array): Coverage {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const cmap = findTable(view, "cmap");
  const spans: [number, number][] = [];
  for (let n = 0; n < view.getUint16(cmap + 2); n++) {
    const subtable = cmap + view.getUint32(cmap + 4 + n * 8 + 4);
    const format = view.getUint16(subtable);
    if (format === 4) spans.push(...readSegments(view, subtable));
    if (format === 12) spans.push(...readGroups(view, subtable));
  }
  return (codePoint) => spans.some(([from, to]) => codePoint >= from && codePoint <= to);
}

function findTable(view: DataView, wanted: string): number {
  for (let n = 0; n < view.getUint16(4); n++) {
    const record = 12 + n * 16;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((at) => view.getUint8(record + at)));
    if (tag === wanted) return view.getUint32(record + 8);
  }
  throw new Error(`the font has no table ${wanted}`);
}

/** Format 4: segments of the basic plane; the last one, at U+FFFF, ends the table and is no character. */
function readSegments(view: DataView, at: number): [number, number][] {
  const count = view.getUint16(at + 6) / 2;
  const spans: [number, number][] = [];
  for (let n = 0; n < count; n++) {
    const end = view.getUint16(at + 14 + n * 2);
    const start = view.getUint16(at + 16 + count * 2 + n * 2);
    if (end !== 0xffff) spans.push([start, end]);
  }
  return spans;
}

/** Format 12: groups of the whole of Unicode. */
function readGroups(view: DataView, at: number): [number, number][] {
  return Array.from({ length: view.getUint32(at + 12) }, (_, n) => {
    const group = at + 16 + n * 12;
    return [view.getUint32(group), view.getUint32(group + 4)];
  });
}
