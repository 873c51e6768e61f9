/** How a body came to its end. `left`: the reader went away and wants no more. */
type End =
  | { readonly kind: "whole" }
  | { readonly kind: "broken"; readonly error: unknown }
  | { readonly kind: "left" };

export type Reading = {
  /** Total length, if the head told it. */
  readonly lengthBytes: number | null;
  /** The last chunk, and the end, are held until this resolves. */
  readonly durable: Promise<void>;
  /** The reader goes away before the end. */
  readonly onLeave: () => void;
};

/** As much as is kept for a reader who is slow, or for an answer that may still be handed back. */
const bufferBytesMax = 256 * 1024;

/** The body of one answer between the connection, which pushes, and at most one reader, who pulls. */
export class AnswerBody {
  readonly #resume: () => void;
  #chunks: Uint8Array[] = [];
  #bufferedBytes = 0;
  #receivedBytes = 0;
  #paused = false;
  #end: End | null = null;
  #change = Promise.withResolvers<void>();

  constructor(resume: () => void) {
    this.#resume = resume;
  }

  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  /** False asks the connection to pause. */
  push(chunk: Uint8Array): boolean {
    this.#chunks.push(chunk);
    this.#bufferedBytes += chunk.byteLength;
    this.#receivedBytes += chunk.byteLength;
    this.#paused = this.#bufferedBytes >= bufferBytesMax;
    this.#changed();
    return !this.#paused;
  }

  finish(): void {
    this.#close({ kind: "whole" });
  }

  /** The reader gets what has come so far, then the error. */
  break(error: unknown): void {
    this.#close({ kind: "broken", error });
  }

  /** Waits for the whole body without handing any of it out. */
  async buffer(): Promise<"whole" | "broken" | "too_large"> {
    while (!this.#end && !this.#paused) await this.#change.promise;
    if (!this.#end) return "too_large";
    return this.#end.kind === "whole" ? "whole" : "broken";
  }

  /** An iterator by hand: a generator could not be left while it waits for a chunk. */
  read(reading: Reading): AsyncIterable<Uint8Array> {
    const iterator: AsyncIterator<Uint8Array> = {
      next: () => this.#next(reading),
      return: async () => {
        this.#leave(reading);
        await reading.durable;
        return { done: true, value: undefined };
      },
    };
    return { [Symbol.asyncIterator]: () => iterator };
  }

  async #next(reading: Reading): Promise<IteratorResult<Uint8Array>> {
    while (!this.#end && this.#chunks.length === 0) await this.#change.promise;
    if (this.#chunks.length === 0 || this.#isLastChunk(reading.lengthBytes)) await reading.durable;
    const chunk = this.#chunks.shift();
    if (chunk) {
      this.#taken(chunk);
      return { done: false, value: chunk };
    }
    if (this.#end?.kind === "broken") throw this.#end.error;
    return { done: true, value: undefined };
  }

  /** With a known length the caller's client is content before the end is seen here, so the last byte counts. */
  #isLastChunk(lengthBytes: number | null): boolean {
    const complete = this.#end?.kind === "whole" || this.#receivedBytes === lengthBytes;
    return complete && this.#chunks.length === 1;
  }

  #taken(chunk: Uint8Array): void {
    this.#bufferedBytes -= chunk.byteLength;
    if (this.#paused && this.#bufferedBytes < bufferBytesMax / 2) {
      this.#paused = false;
      this.#resume();
    }
  }

  #leave(reading: Reading): void {
    this.#chunks = [];
    if (this.#end) return;
    this.#close({ kind: "left" });
    reading.onLeave();
  }

  #close(end: End): void {
    this.#end ??= end;
    this.#changed();
  }

  #changed(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers();
  }
}
