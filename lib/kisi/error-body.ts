/** What the body of a failed answer says. Text from outside: shortened and free of control characters, not redacted. */
export type ErrorBody = {
  /** Kisi's code (`afc516`), or OAuth's name of the error. */
  readonly code: string | null;
  readonly message: string | null;
  /** Which fields of the request were wrong (422), as `email` or `user.email`. */
  readonly fields: readonly { readonly path: string; readonly messages: readonly string[] }[];
};

type Field = ErrorBody["fields"][number];

const readCharsMax = 65_536;
const messageCharsMax = 300;
const nameCharsMax = 60;
const fieldsMax = 20;
const messagesMax = 5;
const depthMax = 3;
const codeShape = /^[\w.-]{1,40}$/;

/**
 * Reads the three shapes of Kisi's error bodies: `{ code, error }`, `{ errors: { field: [message] } }` and OAuth's
 * `{ error, error_description }`; also what proxies in between send (plain text, HTML, `{ message }`), and what is left
 * of JSON that was cut off. Never throws; reads at most 64 Ki characters.
 */
export function parseErrorBody(text: string): ErrorBody {
  const body = text.slice(0, readCharsMax).trim();
  if (body.startsWith("<")) return { code: null, message: titleOf(body), fields: [] };
  if (!/^[{["]/.test(body)) return { code: null, message: toText(body, messageCharsMax), fields: [] };
  const json = text.length > readCharsMax ? undefined : parseJson(body);
  return json === undefined ? fromFragment(body) : fromJson(json);
}

function fromJson(json: unknown): ErrorBody {
  if (typeof json === "string") return { code: null, message: toText(json, messageCharsMax), fields: [] };
  if (!isObject(json)) return { code: null, message: null, fields: [] };
  const fields = fieldsOf(json.errors, "", 0);
  const description = toText(json.error_description, messageCharsMax);
  if (description) return { code: toCode(json.error), message: description, fields };
  const { code, error, message } = isObject(json.error) ? json.error : json;
  const text = toText(error, messageCharsMax) ?? toText(message, messageCharsMax) ?? summaryOf(fields);
  return { code: toCode(code), message: text, fields };
}

/** The code and the message of JSON without its end. */
function fromFragment(body: string): ErrorBody {
  const code = /"code"\s*:\s*"([^"\\]{1,40})"/.exec(body)?.[1];
  const error = /"error"\s*:\s*"((?:[^"\\]|\\.){1,2000})/.exec(body)?.[1];
  const unescaped = error === undefined ? undefined : parseJson(`"${error}"`);
  return { code: toCode(code), message: toText(unescaped ?? error, messageCharsMax), fields: [] };
}

function fieldsOf(value: unknown, path: string, depth: number): Field[] {
  if (typeof value === "string" || Array.isArray(value)) {
    const messages = [value].flat().flatMap((message) => toText(message, messageCharsMax) ?? []);
    return messages.length === 0 ? [] : [{ path, messages: messages.slice(0, messagesMax) }];
  }
  if (!isObject(value) || depth === depthMax) return [];
  return Object.entries(value)
    .slice(0, fieldsMax)
    .flatMap(([name, inner]) => {
      const shownName = toText(name, nameCharsMax) ?? "";
      return fieldsOf(inner, path === "" ? shownName : `${path}.${shownName}`, depth + 1);
    })
    .slice(0, fieldsMax);
}

function summaryOf(fields: readonly Field[]): string | null {
  return toText(fields.map(({ path, messages }) => `${path} ${messages.join(", ")}`).join("; "), messageCharsMax);
}

function titleOf(html: string): string | null {
  return toText(/<title[^>]{0,200}>([^<]{1,500})/i.exec(html)?.[1], messageCharsMax);
}

function toCode(value: unknown): string | null {
  return typeof value === "string" && codeShape.test(value) ? value : null;
}

/** One line without control characters, at most `charsMax` long; null for what is not text or has none. */
function toText(value: unknown, charsMax: number): string | null {
  if (typeof value !== "string") return null;
  const line = value
    .slice(0, 4 * charsMax)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  if (line.length > charsMax) return `${line.slice(0, charsMax - 1).toWellFormed()}…`;
  return line === "" ? null : line;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
