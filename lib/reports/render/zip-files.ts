import { Readable } from "node:stream";
import { ZipFile } from "yazl";

type Entry = {
  readonly name: string;
  /** Asked for its pieces when its turn comes. */
  readonly open: () => AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
};

/** A ZIP of files, made one after the other while it is read. */
export async function* zipFiles(mtime: Date, entries: readonly Entry[]): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);
  zip.on("error", failed.reject);
  let open: Readable | undefined;
  for (const entry of entries) {
    zip.addReadStreamLazy(entry.name, { mtime, mode: 0o100644 }, (callback) => {
      open = Readable.from(inBytes(entry.open()), { objectMode: false });
      open.on("error", failed.reject);
      callback(null, open);
    });
  }
  zip.end();
  const pieces = Readable.from(zip.outputStream)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next: IteratorResult<Uint8Array> = await Promise.race([pieces.next(), failed.promise]);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    open?.destroy();
    await pieces.return?.();
  }
}

async function* inBytes(pieces: ReturnType<Entry["open"]>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield typeof piece === "string" ? encoder.encode(piece) : piece;
}
