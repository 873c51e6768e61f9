import { isKnownRoute } from "#lib/recorder/bare-attempt";
import { needlesOfPerson } from "#lib/recorder/needles";
import { marker } from "#lib/recorder/redaction";
import { createScrubber } from "#lib/recorder/scrubber";

/** Under these names stand texts of people and calls in what is kept as JSON; all else there are figures and terms. */
const textNames = new Set(
  [
    "path errorCode errorMessage curl requestHeaders requestBody responseHeaders responseBody value",
    "title claim impact expected actual stepsTaken hide q text words summary note reason message label",
    "organization contact address name",
  ].flatMap((line) => line.split(" ")),
);

/** Takes a person's name, e-mail or id out of what is kept. A text without it comes out as it was. */
export type Forgetting = {
  readonly text: (text: string) => string;
  /** The same for a value of JSON that Ajar has made: its texts alone, so that it stays what it is. */
  readonly value: (value: unknown) => unknown;
  readonly json: (text: string) => string;
};

/** Null for a text that is too short to be told from others. */
export function createForgetting(person: string): Forgetting | null {
  const needles = needlesOfPerson(person);
  if (needles.length === 0) return null;
  const scrub = createScrubber(needles);

  function text(original: string): string {
    const changed = scrub(original);
    return changed !== original && isJson(original) && !isJson(changed) ? quoteMarks(changed) : changed;
  }

  function isText(value: string, name: string): boolean {
    return textNames.has(name) || (name === "route" && !isKnownRoute(value));
  }

  function walk(value: unknown, name: string): unknown {
    if (typeof value === "string") return isText(value, name) ? text(value) : value;
    if (Array.isArray(value)) return value.map((item) => walk(item, name));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, key)]));
  }

  return {
    text,
    value: (value) => walk(value, ""),
    json: (original) => JSON.stringify(walk(JSON.parse(original), "")),
  };
}

/** An id that stood there as a number leaves a mark without quotes behind. */
function quoteMarks(json: string): string {
  // Strings are passed over as they are.
  return json.replace(/"(?:[^"\\]|\\.)*"|-?\[redacted\]/g, (found) => (found.startsWith('"') ? found : `"${marker}"`));
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
