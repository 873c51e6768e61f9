import { classifyKey } from "#lib/recorder/key-class";
import { type HidesName, marker, type RedactionMode } from "#lib/recorder/redaction";
import { isPlainValue, looksLikeToken } from "#lib/recorder/value-shape";

/** Names in Kisi's queries whose values say nothing of people and open nothing; `place_id` and its like come on top. */
const harmlessNames = new Set(
  [
    "ids limit offset cursor sort page per_page favorite configured online unlocked locked_down activated assigned",
    "status state enabled expire primary scope scopes type types kind date year month week day from to start end",
    "start_date end_date interval duration time_zone region country locale format include event_success event_type",
    "event_sequence model frequency",
  ].flatMap((line) => line.split(" ")),
);
const harmlessEnding = /_(?:ids?|types?|at|before|after)$/;
const shownName = /^[\w.[\]%$:-]{0,60}$/;
const shownBareName = /^[A-Za-z_-]{0,30}$/;

export type Parameter = { readonly name: string; readonly value: string };

/**
 * Redacts a query string or a form, parameter by parameter: names stay, and of the values those that stand under one
 * of Kisi's harmless names and look harmless. `&` and `;` both separate, as some servers read them.
 */
export function redactParameters(text: string, mode: RedactionMode, hidesName?: HidesName): string {
  return text
    .split(/([&;])/)
    .map((piece, at) => (at % 2 === 1 ? piece : redactParameter(piece, mode, hidesName)))
    .join("");
}

/** The parameters, decoded as far as they can be; one without a name stands for itself. */
export function readParameters(text: string): Parameter[] {
  return text.split(/[&;]/).map((piece) => {
    const equals = piece.indexOf("=");
    return { name: nameOf(piece.slice(0, Math.max(equals, 0))), value: decode(piece.slice(equals + 1)) };
  });
}

/** True if the value of such a parameter may be shown. */
export function isHarmlessParameter({ name, value }: Parameter, mode: RedactionMode, hidesName?: HidesName): boolean {
  if (hidesName?.(name)) return false;
  const keyClass = classifyKey(name);
  if (keyClass === "credential" || keyClass === "wrapper" || looksLikeToken(value)) return false;
  if (mode === "screen") return true;
  const known = harmlessNames.has(name) || harmlessEnding.test(name);
  return keyClass !== "personal" && known && isPlainValue(value);
}

function redactParameter(piece: string, mode: RedactionMode, hidesName?: HidesName): string {
  const equals = piece.indexOf("=");
  if (equals === -1) return shownBareName.test(piece.replace(/^\?+/, "")) ? piece : marker;
  const [name, value] = [piece.slice(0, equals), piece.slice(equals + 1)];
  const shown = shownName.test(name.replace(/^\?+/, "")) && !looksLikeToken(name) ? name : marker;
  if (value === "" || isHarmlessParameter({ name: nameOf(name), value: decode(value) }, mode, hidesName)) {
    return `${shown}=${value}`;
  }
  return `${shown}=${marker}`;
}

// A doubled `?` makes the second one part of the first name, and must not hide what that name is.
function nameOf(encoded: string): string {
  return decode(encoded).replace(/^\?+/, "");
}

function decode(text: string): string {
  return decodePercent(text.replaceAll("+", " "));
}

/** Takes back URL encoding; a text that is not encoded well stays as it is. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
