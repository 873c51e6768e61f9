import { quoteJson } from "#lib/recorder/clean-text";

const ellipsis = "…";
/** Room for the comma, the mark of an omission and its closing bracket. */
const reserveBytes = 24;
const roomForBeginning = 32;

/**
 * Writes JSON within a budget of UTF-8 bytes. What no longer fits is left out and marked with an ellipsis, and the
 * result is whole JSON all the same.
 */
export class JsonWriter {
  readonly #indent: string;
  readonly #brackets: ("{" | "[")[] = [];
  #out = "";
  #left: number;
  #first = true;
  #key: string | null = null;
  #full = false;
  #omission = false;

  constructor(budgetBytes: number, indent = "") {
    this.#left = budgetBytes - reserveBytes;
    this.#indent = indent;
  }

  /** True once something was left out. Nothing more is written then. */
  get isFull(): boolean {
    return this.#full;
  }

  open(bracket: "{" | "["): void {
    // The closing bracket, on a line of its own, is paid for at once.
    const closing = 1 + this.#lineBreak(this.#brackets.length).length;
    if (!this.#write(bracket, closing)) return;
    this.#brackets.push(bracket);
    this.#first = true;
  }

  close(): void {
    if (!this.#full) this.#closeLast();
  }

  key(text: string): void {
    if (!this.#full) this.#key = `${quoteJson(text)}:${this.#indent && " "}`;
  }

  /** A number, `true`, `false` or `null` as it is to be written. */
  literal(text: string): void {
    this.#write(text, 0);
  }

  /** A string; if it does not fit, its beginning. */
  string(text: string): void {
    const room = this.#left - Buffer.byteLength(this.#prefix());
    // No JSON literal is shorter than its text.
    const quoted = text.length > room ? null : quoteJson(text);
    if (quoted !== null && Buffer.byteLength(quoted) <= room) this.#write(quoted, 0);
    else if (room < roomForBeginning) this.omit();
    else this.#writeBeginning(text, room);
  }

  /** Leaves out all that would come now. */
  omit(): void {
    this.#full = true;
    this.#omission = true;
    this.#key = null;
  }

  /** Closes what is open and returns it all. */
  finish(): string {
    if (this.#omission && this.#brackets.length > 0) {
      const omission =
        this.#brackets.at(-1) === "{" ? `"${ellipsis}":${this.#indent && " "}"${ellipsis}"` : `"${ellipsis}"`;
      this.#out += this.#prefix() + omission;
      this.#first = false;
    }
    while (this.#brackets.length > 0) this.#closeLast();
    return this.#out;
  }

  #write(text: string, later: number): boolean {
    if (this.#full) return false;
    const piece = this.#prefix() + text;
    const bytes = Buffer.byteLength(piece) + later;
    if (bytes > this.#left) {
      this.omit();
      return false;
    }
    this.#left -= bytes;
    this.#out += piece;
    this.#first = false;
    this.#key = null;
    return true;
  }

  #writeBeginning(text: string, room: number): void {
    if (this.#full) return;
    let beginning = text.slice(0, room);
    while (Buffer.byteLength(quoteJson(beginning)) > room - 3) beginning = beginning.slice(0, beginning.length * 0.8);
    this.#write(quoteJson(`${beginning.toWellFormed()}${ellipsis}`), 0);
    this.#full = true;
  }

  #prefix(): string {
    if (this.#brackets.length === 0) return "";
    return `${this.#first ? "" : ","}${this.#lineBreak(this.#brackets.length)}${this.#key ?? ""}`;
  }

  #lineBreak(depth: number): string {
    return this.#indent === "" ? "" : `\n${this.#indent.repeat(depth)}`;
  }

  #closeLast(): void {
    const bracket = this.#brackets.pop();
    this.#out += `${this.#first ? "" : this.#lineBreak(this.#brackets.length)}${bracket === "{" ? "}" : "]"}`;
    this.#first = false;
  }
}
