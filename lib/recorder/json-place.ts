import { classifyKey, type KeyClass } from "#lib/recorder/key-class";
import type { HidesName } from "#lib/recorder/redaction";

type Frame = {
  readonly bracket: "{" | "[";
  /** The key under which this container stands. */
  readonly owner: string;
  /** What an array's elements are; in an object each key tells for itself. */
  readonly arrayClass: KeyClass;
  /** Inside the `errors` of a 422: texts are messages about a field, not its value. */
  readonly messages: boolean;
  key: string;
};

/** Keeps track of where in a JSON text one is, and what that says about the value that comes next. */
export class JsonPlace {
  readonly #frames: Frame[] = [];
  readonly #hidesName: HidesName;

  constructor(hidesName: HidesName = () => false) {
    this.#hidesName = hidesName;
  }

  get depth(): number {
    return this.#frames.length;
  }

  /** True for a value that is a message about the field whose class `valueClass` tells. */
  get inMessages(): boolean {
    return this.#frames.at(-1)?.messages ?? false;
  }

  /** True for the value of `id`, `request_id`, `uuid`: they look like tokens and are none. */
  get isAtId(): boolean {
    return /(?:^|[_-])u?u?id$/i.test(this.#frames.at(-1)?.key ?? "");
  }

  get valueClass(): KeyClass {
    const frame = this.#frames.at(-1);
    if (!frame) return "plain";
    if (frame.bracket === "[") return frame.arrayClass;
    const own = classifyKey(frame.key, frame.owner, this.#hidesName);
    // A message is as sensitive as the most sensitive field around it.
    return frame.messages && own === "plain" ? frame.arrayClass : own;
  }

  atKey(key: string): void {
    const frame = this.#frames.at(-1);
    if (frame) frame.key = key;
  }

  enter(bracket: "{" | "["): void {
    const outer = this.#frames.at(-1);
    const owner = outer?.bracket === "{" ? outer.key : (outer?.owner ?? "");
    const messages = this.inMessages || (this.#frames.length === 1 && owner === "errors");
    const arrayClass = bracket === "[" || messages ? this.valueClass : "plain";
    this.#frames.push({ bracket, owner, arrayClass, messages, key: "" });
  }

  leave(): void {
    this.#frames.pop();
  }
}
