/** A piece of a JSON text. Strings and keys come unescaped, numbers and literals as they are written. */
export type JsonToken =
  | { readonly kind: "open" | "close"; readonly bracket: "{" | "[" }
  | { readonly kind: "key" | "string" | "number" | "literal"; readonly text: string }
  /** `whole`: it was one JSON text; `cut`: it began as one and then ended; `invalid`: it is none. Always the last. */
  | { readonly kind: "end"; readonly verdict: "whole" | "cut" | "invalid" };

type Expected = "value" | "value-or-close" | "key" | "key-or-close" | "colon" | "comma-or-close" | "nothing";

const scalar = /(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|true|false|null/y;
const beginningOfScalar = /[\w.+-]*$/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them inside strings
const needsParsing = /[\\\u0000-\u001f]/;

const whole: JsonToken = { kind: "end", verdict: "whole" };
const cut: JsonToken = { kind: "end", verdict: "cut" };
const invalid: JsonToken = { kind: "end", verdict: "invalid" };

/**
 * Reads a JSON text (RFC 8259) token by token, without recursion, so that neither depth nor a missing end can harm.
 * Of a text that was cut only complete tokens come out. After the token `end`, `next` is not to be called again.
 */
export class JsonScanner {
  readonly #text: string;
  readonly #brackets: ("{" | "[")[] = [];
  #at = 0;
  #expected: Expected = "value";

  constructor(text: string) {
    this.#text = text;
  }

  next(): JsonToken {
    for (;;) {
      while (isBlank(this.#text[this.#at])) this.#at++;
      const character = this.#text[this.#at];
      if (character === undefined) return this.#expected === "nothing" ? whole : cut;
      if (character !== "," && character !== ":") return this.#token(character);
      if (!this.#separator(character)) return invalid;
    }
  }

  #token(character: string): JsonToken {
    switch (character) {
      case "{":
      case "[":
        return this.#open(character);
      case "}":
        return this.#close("{");
      case "]":
        return this.#close("[");
      case '"':
        return this.#string();
      default:
        return this.#scalar();
    }
  }

  #separator(character: "," | ":"): boolean {
    if (this.#expected !== (character === "," ? "comma-or-close" : "colon")) return false;
    this.#expected = character === "," && this.#brackets.at(-1) === "{" ? "key" : "value";
    this.#at++;
    return true;
  }

  #open(bracket: "{" | "["): JsonToken {
    if (!this.#expectsValue()) return invalid;
    this.#brackets.push(bracket);
    this.#expected = bracket === "{" ? "key-or-close" : "value-or-close";
    this.#at++;
    return { kind: "open", bracket };
  }

  #close(bracket: "{" | "["): JsonToken {
    const empty = bracket === "{" ? "key-or-close" : "value-or-close";
    if (this.#expected !== "comma-or-close" && this.#expected !== empty) return invalid;
    if (this.#brackets.at(-1) !== bracket) return invalid;
    this.#brackets.pop();
    this.#at++;
    this.#afterValue();
    return { kind: "close", bracket };
  }

  #string(): JsonToken {
    const isKey = this.#expected === "key" || this.#expected === "key-or-close";
    if (!isKey && !this.#expectsValue()) return invalid;
    const end = this.#endOfString();
    if (end === -1) return cut;
    const text = unescapeString(this.#text.slice(this.#at + 1, end));
    if (text === undefined) return invalid;
    this.#at = end + 1;
    if (isKey) this.#expected = "colon";
    else this.#afterValue();
    return { kind: isKey ? "key" : "string", text };
  }

  #scalar(): JsonToken {
    if (!this.#expectsValue()) return invalid;
    const text = this.#match(scalar);
    // What reaches the end of the text could go on behind it: `12` may be the half of `1234`.
    const open = this.#brackets.length > 0 || text === "";
    if (open && this.#match(beginningOfScalar) !== "") return cut;
    if (text === "") return invalid;
    this.#at += text.length;
    this.#afterValue();
    return { kind: /^[tfn]/.test(text) ? "literal" : "number", text };
  }

  #expectsValue(): boolean {
    return this.#expected === "value" || this.#expected === "value-or-close";
  }

  #afterValue(): void {
    this.#expected = this.#brackets.length === 0 ? "nothing" : "comma-or-close";
  }

  #endOfString(): number {
    let end = this.#text.indexOf('"', this.#at + 1);
    while (end !== -1 && this.#isEscaped(end)) end = this.#text.indexOf('"', end + 1);
    return end;
  }

  #isEscaped(at: number): boolean {
    let backslashes = 0;
    while (this.#text[at - 1 - backslashes] === "\\") backslashes++;
    return backslashes % 2 === 1;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0] ?? "";
  }
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\n" || character === "\r" || character === "\t";
}

function unescapeString(text: string): string | undefined {
  if (!needsParsing.test(text)) return text;
  try {
    return JSON.parse(`"${text}"`);
  } catch {
    return undefined;
  }
}
