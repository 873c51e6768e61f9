import type { Coverage } from "#lib/reports/render/font-coverage";

export type FontName = "Geist" | "GeistMono" | "DejaVu" | "Chocolate" | "Gowun";

/** A stretch of text in one font. */
export type FontRun = { readonly text: string; readonly font: FontName };

/** Which characters each font has. */
export type FontCoverages = Readonly<Record<FontName, Coverage>>;

/** Asked in this order for what the wanted font lacks: most scripts, then Chinese and Japanese, then Korean. */
const fallbacks = ["DejaVu", "Chocolate", "Gowun"] as const satisfies readonly FontName[];

/** Joins and marks go with the letter before them. */
const joining = /\p{M}|\u200d|\ufe0f/u;

/**
 * Parts a text by the font that can draw it: the wanted one, else the first fallback. A character that none has is
 * written by its number, `[U+1F9FF]`, for an empty box would hide what stands there.
 */
export function fontRuns(text: string, wanted: FontName, coverages: FontCoverages): FontRun[] {
  const runs: { text: string; font: FontName }[] = [];
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    const last = runs.at(-1);
    const isJoined = joining.test(character) && last && coverages[last.font](codePoint);
    const font = isJoined ? last.font : fontOf(codePoint, wanted, coverages);
    const drawn = font === null ? `[U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}]` : character;
    if (last && last.font === (font ?? wanted)) last.text += drawn;
    else runs.push({ text: drawn, font: font ?? wanted });
  }
  return runs;
}

function fontOf(codePoint: number, wanted: FontName, coverages: FontCoverages): FontName | null {
  if (codePoint === 10 || codePoint === 32 || coverages[wanted](codePoint)) return wanted;
  return fallbacks.find((name) => coverages[name](codePoint)) ?? null;
}
