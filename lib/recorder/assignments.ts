import { classifyKey } from "#lib/recorder/key-class";
import { type HidesName, marker } from "#lib/recorder/redaction";

const assignment = /(?<![\w.-])([A-Za-z_][\w.-]{0,80})(\\*["']?\s{0,4}(?:=>|=|:)\s{0,4})/g;
const quotedValue = /\\*"[^"]*"?|\\*'[^']*'?/y;
const bareValue = /[^\s"'&,;<>]+/y;
const restOfLine = /[^\r\n"'<>]+/y;

/** `password=x`, `"token": "x"`, `Cookie: a=b; c=d`: what stands behind a key that is a credential's or to be hidden. */
export function redactAssignments(text: string, hidesName?: HidesName): string {
  let out = "";
  let from = 0;
  for (const match of text.matchAll(assignment)) {
    const [whole, key = "", separator = ""] = match;
    const valueAt = match.index + whole.length;
    const isCredential = classifyKey(key) === "credential";
    if (match.index < from || !(isCredential || hidesName?.(key))) continue;
    const value = valueAfter(text, valueAt, key);
    // "Password: is too short" is a message.
    const isProse = isCredential && /^\s*:\s+$/.test(separator) && /^[a-z']+[.,]?$/.test(value);
    if (value === "" || isProse) continue;
    out += `${text.slice(from, valueAt)}${marker}`;
    from = valueAt + value.length;
  }
  return out + text.slice(from);
}

function valueAfter(text: string, at: number, key: string): string {
  // What is hidden already has an end of its own.
  if (text.startsWith(marker, at)) return marker;
  const shapes = [quotedValue, /auth\w*$|cookie$/i.test(key) ? restOfLine : bareValue];
  for (const shape of shapes) {
    shape.lastIndex = at;
    const value = shape.exec(text)?.[0];
    if (value !== undefined) return value;
  }
  return "";
}
