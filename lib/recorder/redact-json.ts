import { capText } from "#lib/recorder/clean-text";
import { JsonPlace } from "#lib/recorder/json-place";
import { JsonScanner, type JsonToken } from "#lib/recorder/json-tokens";
import { JsonWriter } from "#lib/recorder/json-writer";
import type { KeyClass } from "#lib/recorder/key-class";
import { redactText } from "#lib/recorder/redact-text";
import { marker, type Redaction } from "#lib/recorder/redaction";
import { isPlainValue, isProse, isSurelyToken } from "#lib/recorder/value-shape";

export type JsonBudget = {
  /** UTF-8 bytes that the result may have. */
  readonly bytesMax: number;
  /** Indentation of one level; none by default. */
  readonly indent?: string;
};

/** JSON in a string in JSON … : each layer doubles its escapes, so honest data never comes near. */
const layersMax = 6;
const keyCharsMax = 200;
const shownId = /^[\w-]{1,64}$/;

/**
 * Redacts a JSON text by its keys and values and writes it anew within a budget, as whole JSON. A text that was cut is
 * taken as far as it is certain. Null if it is no JSON at all.
 */
export function redactJson(text: string, redaction: Redaction, budget: JsonBudget, layer = 0): string | null {
  const scanner = new JsonScanner(text);
  const writer = new JsonWriter(budget.bytesMax, budget.indent);
  const redactor = new JsonRedactor(writer, redaction, budget, layer);
  while (!writer.isFull) {
    const token = scanner.next();
    if (token.kind !== "end") redactor.take(token);
    else if (token.verdict === "invalid") return null;
    else if (token.verdict === "cut") writer.omit();
    else break;
  }
  return writer.finish();
}

class JsonRedactor {
  readonly #place: JsonPlace;
  readonly #writer: JsonWriter;
  readonly #redaction: Redaction;
  readonly #budget: JsonBudget;
  readonly #layer: number;
  /** Depth of the container that is being passed over, if there is one. */
  #hiddenAt: number | null = null;

  constructor(writer: JsonWriter, redaction: Redaction, budget: JsonBudget, layer: number) {
    this.#writer = writer;
    this.#place = new JsonPlace(redaction.hidesName);
    this.#redaction = redaction;
    this.#budget = budget;
    this.#layer = layer;
  }

  take(token: Exclude<JsonToken, { kind: "end" }>): void {
    switch (token.kind) {
      case "open":
        this.#open(token.bracket);
        break;
      case "close":
        this.#close();
        break;
      case "key":
        this.#key(token.text);
        break;
      default:
        if (this.#hiddenAt === null) this.#value(token.kind, token.text);
    }
  }

  #open(bracket: "{" | "["): void {
    if (this.#hiddenAt === null) {
      if (this.#hidesContainer(bracket)) {
        this.#writer.string(marker);
        this.#hiddenAt = this.#place.depth;
      } else this.#writer.open(bracket);
    }
    this.#place.enter(bracket);
  }

  #close(): void {
    this.#place.leave();
    if (this.#hiddenAt === null) this.#writer.close();
    else if (this.#hiddenAt === this.#place.depth) this.#hiddenAt = null;
  }

  #key(key: string): void {
    if (this.#hiddenAt !== null) return;
    this.#place.atKey(key);
    const shown = redactText(key, this.#redaction);
    this.#writer.key(isSurelyToken(shown) ? marker : capText(shown, keyCharsMax));
  }

  #hidesContainer(bracket: "{" | "["): boolean {
    if (this.#place.inMessages) return false;
    const valueClass = this.#valueClass();
    if (valueClass === "described") return bracket === "{";
    return valueClass === "credential" || valueClass === "personal";
  }

  #value(kind: "string" | "number" | "literal", text: string): void {
    // true, false and null have nothing to hide: `otp_required_for_login`, `link_enabled`.
    if (kind === "literal") this.#writer.literal(text);
    else if (kind === "string") this.#writer.string(text === "" ? "" : this.#string(text));
    else if (this.#number(text) === text) this.#writer.literal(text);
    else this.#writer.string(marker);
  }

  #number(text: string): string {
    const valueClass = this.#valueClass();
    if (valueClass === "plain" || valueClass === "described") return redactText(text, this.#redaction);
    return marker;
  }

  #string(text: string): string {
    const valueClass = this.#valueClass();
    if (valueClass === "plain") return this.#plainString(text);
    const mayShow = this.#place.inMessages ? isProse : valueClass === "described" ? isPlainValue : undefined;
    if (!mayShow) return marker;
    const redacted = redactText(text, this.#redaction);
    return mayShow(redacted) ? redacted : marker;
  }

  #plainString(text: string): string {
    if (/^\s*[[{]/.test(text)) {
      if (this.#layer === layersMax) return marker;
      const { bytesMax } = this.#budget;
      const inner = redactJson(text, this.#redaction, { bytesMax }, this.#layer + 1);
      if (inner !== null) return inner;
    }
    if (this.#place.isAtId && shownId.test(text)) return this.#redaction.scrub(text);
    const redacted = redactText(text, this.#redaction);
    return this.#redaction.mode === "stored" && isSurelyToken(redacted) ? marker : redacted;
  }

  #valueClass(): KeyClass {
    const valueClass = this.#place.valueClass;
    return valueClass === "personal" && this.#redaction.mode === "screen" ? "plain" : valueClass;
  }
}
