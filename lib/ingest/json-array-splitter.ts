import { AppError } from "#lib/errors";

export type JsonArrayOptions = {
  /** Keys that lead from the outermost object to the array; none if the array itself is outermost. */
  readonly path: readonly string[];
  readonly depthMax: number;
  /** Objects and arrays in the whole text; no limit by default. */
  readonly containersMax?: number;
  /** Longer elements are told as null, and never held in memory. */
  readonly elementBytesMax: number;
  /** Gets the bytes of each element in turn, numbered from 1. */
  readonly onElement: (bytes: Uint8Array | null, number: number) => void;
};

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
const structural = new Uint8Array(256);
for (const byte of [quote, comma, colon, openBrace, closeBrace, openBracket, closeBracket]) structural[byte] = 1;
const byteOrderMark = [0xef, 0xbb, 0xbf];
const keyBytesMax = 64;

/**
 * Cuts a JSON text, which comes in chunks, into the elements of one array in it, so that a large file is never parsed
 * as a whole and one bad element spoils no other. Checks the brackets of the whole text, and nothing inside elements.
 * Throws `bad_input` for brackets that do not match, nesting that is too deep, and a text that is cut off.
 */
export class JsonArraySplitter {
  readonly #options: JsonArrayOptions;
  /** The closing brackets that are due, outermost first; `#depth` of them. */
  readonly #due: Uint8Array;
  #depth = 0;
  #containers = 0;
  #ended = false;
  #inString = false;
  #escaped = false;
  /** How many keys of the path have led to the container at depth `#matched` + 1. */
  #matched = 0;
  /** Bytes of the last string in that container: a key, if a colon follows. */
  #key: number[] | null = null;
  /** The value that comes next stands under the path's next key. */
  #keyMatches = false;
  /** Depth of the array while inside it, else 0. */
  #arrayDepth = 0;
  #element = new Element();
  #number = 0;
  /** Its value when the array began: the path may lead to two. */
  #numberBefore = 0;
  #found = false;

  constructor(options: JsonArrayOptions) {
    this.#options = options;
    this.#due = new Uint8Array(options.depthMax);
  }

  /** True once the array has begun. */
  get found(): boolean {
    return this.#found;
  }

  write(chunk: Uint8Array): void {
    this.#element.from = 0;
    let at = 0;
    while (at < chunk.length) {
      if (this.#inString) at = this.#skipString(chunk, at);
      else {
        const byte = chunk[at] ?? 0;
        if (structural[byte] === 1 || this.#depth === 0) this.#take(byte, chunk, at);
        at++;
      }
    }
    if (this.#arrayDepth > 0) this.#element.add(chunk, chunk.length, this.#options.elementBytesMax);
  }

  /** To be called after the last chunk. */
  end(): void {
    if (!this.#ended) throw broken("it ends in the middle");
  }

  #skipString(chunk: Uint8Array, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (this.#escaped) this.#escaped = false;
      else if (byte === backslash) this.#escaped = true;
      else if (byte === quote) {
        this.#inString = false;
        return at + 1;
      }
      if (this.#key && this.#key.length < keyBytesMax) this.#key.push(byte);
    }
    return chunk.length;
  }

  #take(byte: number, chunk: Uint8Array, at: number): void {
    if (byte === openBrace || byte === openBracket) this.#open(byte, at);
    else if (byte === closeBrace || byte === closeBracket) this.#close(byte, chunk, at);
    else if (this.#depth === 0) this.#takeOutside(byte);
    else this.#takeInside(byte, chunk, at);
  }

  #takeInside(byte: number, chunk: Uint8Array, at: number): void {
    const onPath = this.#depth === this.#matched + 1;
    switch (byte) {
      case quote:
        this.#inString = true;
        this.#key = onPath ? [] : null;
        break;
      case colon:
        this.#keyMatches = onPath && this.#keyText() === this.#options.path[this.#matched];
        this.#key = null;
        break;
      case comma:
        if (this.#depth === this.#arrayDepth) this.#finishElement(chunk, at);
    }
  }

  #takeOutside(byte: number): void {
    if (byte <= 0x20 || (!this.#ended && byteOrderMark.includes(byte))) return;
    throw broken(this.#ended ? "something follows its end" : "it is neither an object nor an array");
  }

  #open(byte: number, at: number): void {
    const { path, depthMax, containersMax = Number.POSITIVE_INFINITY } = this.#options;
    if (this.#ended) throw broken("something follows its end");
    if (++this.#containers > containersMax) throw broken(`it has more than ${containersMax} objects and arrays`);
    if (this.#depth === depthMax) throw broken(`it is nested deeper than ${depthMax} levels`);
    const isNext = path.length === 0 ? this.#depth === 0 : this.#keyMatches;
    const isLast = this.#matched >= path.length - 1;
    this.#due[this.#depth++] = byte + 2;
    this.#keyMatches = false;
    if (!isNext || isLast !== (byte === openBracket)) return;
    if (!isLast) this.#matched++;
    else {
      this.#arrayDepth = this.#depth;
      this.#element.from = at + 1;
      this.#numberBefore = this.#number;
      this.#found = true;
    }
  }

  #close(byte: number, chunk: Uint8Array, at: number): void {
    if (this.#depth === 0 || this.#due[this.#depth - 1] !== byte) throw broken("its brackets do not match");
    if (this.#depth === this.#arrayDepth) {
      this.#finishElement(chunk, at);
      this.#arrayDepth = 0;
    }
    this.#depth--;
    this.#keyMatches = false;
    this.#matched = Math.min(this.#matched, Math.max(this.#depth - 1, 0));
    this.#ended = this.#depth === 0;
  }

  #finishElement(chunk: Uint8Array, at: number): void {
    const bytes = this.#element.finish(chunk, at, this.#options.elementBytesMax);
    const alone = chunk[at] === closeBracket && this.#number === this.#numberBefore;
    const arrayIsEmpty = alone && bytes !== null && isBlank(bytes);
    if (!arrayIsEmpty) this.#options.onElement(bytes, ++this.#number);
  }

  #keyText(): string | null {
    return this.#key && Buffer.from(this.#key).toString("utf8");
  }
}

/**
 * Throws as the splitter does if a JSON text is nested too deep, has too many parts or is cut off: to be asked before
 * the text is parsed, which may cost thirty times its length in memory.
 */
export function checkJson(text: Uint8Array, limits: Pick<JsonArrayOptions, "depthMax" | "containersMax">): void {
  const splitter = new JsonArraySplitter({ ...limits, path: [], elementBytesMax: 0, onElement: () => undefined });
  splitter.write(text);
  splitter.end();
}

/** The bytes of one element, which may stand in several chunks. */
class Element {
  /** Where it goes on in the current chunk. */
  from = 0;
  #parts: Uint8Array[] = [];
  #bytes = 0;

  add(chunk: Uint8Array, to: number, bytesMax: number): void {
    this.#bytes += to - this.from;
    if (this.#bytes > bytesMax) this.#parts = [];
    else if (to > this.from) this.#parts.push(chunk.subarray(this.from, to));
    this.from = to + 1;
  }

  /** The whole element, null if it is too long. The next one begins behind the separator. */
  finish(chunk: Uint8Array, to: number, bytesMax: number): Uint8Array | null {
    this.add(chunk, to, bytesMax);
    const [parts, bytes] = [this.#parts, this.#bytes];
    this.#parts = [];
    this.#bytes = 0;
    if (bytes > bytesMax) return null;
    return parts.length === 1 ? (parts[0] ?? null) : Buffer.concat(parts, bytes);
  }
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte <= 0x20);
}

function broken(why: string): AppError {
  return new AppError("bad_input", `The body is no JSON that can be read: ${why}.`);
}
