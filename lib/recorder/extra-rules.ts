import { boundedMemo } from "#lib/kisi/bounded-memo";
import { compileHidingPattern } from "#lib/model/hiding-pattern";
import type { RedactionRules } from "#lib/model/redaction-rules";
import { type ExtraRules, marker, noExtraRules, type Span } from "#lib/recorder/redaction";

/** Searching is quick, finding where is not: a longer text in which something matches is hidden whole. */
const textCharsMax = 4_096;
const rememberedNamesMax = 1_000;

/** Makes the rules of an installation ready to use. Throws for a pattern that cannot be compiled. */
export function compileExtraRules({ fields, patterns }: RedactionRules): ExtraRules {
  if (fields.length + patterns.length === 0) return noExtraRules;
  const names = new Set(fields.map(squash));
  const compiled = patterns.map(compileHidingPattern);
  const hidesName = boundedMemo((name: string) => names.has(squash(name)), rememberedNamesMax);

  function findSpans(text: string): Span[] {
    const hitting = compiled.filter((pattern) => pattern.test(text));
    if (hitting.length === 0) return [];
    if (text.length > textCharsMax) return [{ from: 0, to: text.length }];
    return piecesOf(text).flatMap(({ from, piece }) =>
      hitting.flatMap((pattern) => {
        const spans: Span[] = [];
        const matcher = pattern.matcher(piece);
        while (matcher.find()) {
          if (matcher.end() > matcher.start()) spans.push({ from: from + matcher.start(), to: from + matcher.end() });
        }
        return spans;
      }),
    );
  }

  return { hidesName: fields.length === 0 ? () => false : hidesName, findSpans };
}

/** Makes the question for the rules in force: `read` answers with the same object until they change. */
export function createExtraRules(read: () => RedactionRules): () => ExtraRules {
  let current: { readonly rules: RedactionRules; readonly extra: ExtraRules } | null = null;
  return () => {
    const rules = read();
    if (current?.rules !== rules) current = { rules, extra: compileExtraRules(rules) };
    return current.extra;
  };
}

/** What stands between marks: a mark is hidden already, and a pattern that matches its letters must not nest it. */
function piecesOf(text: string): { from: number; piece: string }[] {
  let from = 0;
  return text.split(marker).map((piece) => {
    const found = { from, piece };
    from += piece.length + marker.length;
    return found;
  });
}

function squash(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "");
}
