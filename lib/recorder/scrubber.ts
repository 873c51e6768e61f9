import { foldCase, type Needle } from "#lib/recorder/needles";
import { type ExtraRules, marker, noExtraRules, type Span } from "#lib/recorder/redaction";
import { unescapeOnce } from "#lib/recorder/unescape";

/** A key in JSON in a form in a message is three layers deep. */
const layersMax = 3;

/**
 * Makes the function that hides secrets in any text: raw, in any case, URL-, JSON- or HTML-escaped, as hex, and as
 * base64 of anything that contains them. With them, what the patterns of `extra` match, in any of these escapes.
 */
export function createScrubber(
  needles: readonly Needle[],
  { findSpans: findMatches }: Pick<ExtraRules, "findSpans"> = noExtraRules,
): (text: string) => string {
  if (needles.length === 0 && findMatches === noExtraRules.findSpans) return (text) => text;
  const find: Find = (text) => [...findSpans(text, needles), ...findMatches(text)];
  return (text) => hideSpans(text, findSecrets(text, find));
}

type Find = (text: string) => Span[];

function findSecrets(text: string, find: Find): Span[] {
  const spans = find(text);
  let layer = text;
  let toOriginal = (at: number) => at;
  for (let depth = 0; depth < layersMax; depth++) {
    const unescaped = unescapeOnce(layer);
    if (!unescaped) break;
    const [outer, { starts }] = [toOriginal, unescaped];
    toOriginal = (at) => outer(starts[at] ?? layer.length);
    layer = unescaped.text;
    for (const { from, to } of find(layer)) spans.push({ from: toOriginal(from), to: toOriginal(to) });
  }
  return spans;
}

function findSpans(text: string, needles: readonly Needle[]): Span[] {
  const folded = foldCase(text);
  const spans: Span[] = [];
  for (const needle of needles) {
    for (let at = folded.indexOf(needle.head); at !== -1; at = folded.indexOf(needle.head, at + 1)) {
      const to = at + matchingLength(folded, at, needle);
      if (needle.alone && (isWordCharacter(folded[at - 1]) || isWordCharacter(folded[to]))) continue;
      spans.push(needle.base64 ? withNeighbours(folded, at, to) : { from: at, to });
      at = to - 1;
    }
  }
  return spans;
}

function withNeighbours(text: string, from: number, to: number): Span {
  const isBase64 = (at: number) => /[\w+/=-]/.test(text[at] ?? "");
  return { from: isBase64(from - 1) ? from - 1 : from, to: isBase64(to) ? to + 1 : to };
}

function matchingLength(text: string, at: number, { head, text: wanted }: Needle): number {
  let length = head.length;
  while (length < wanted.length && text[at + length] === wanted[length]) length++;
  return length;
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function hideSpans(text: string, spans: Span[]): string {
  if (spans.length === 0) return text;
  spans.sort((a, b) => a.from - b.from);
  let out = "";
  let shownTo = 0;
  for (const { from, to } of spans) {
    if (from > shownTo || shownTo === 0) out += `${text.slice(shownTo, from)}${marker}`;
    shownTo = Math.max(shownTo, to);
  }
  return out + text.slice(shownTo);
}
