import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy } from "@fastify/busboy";
import { AppError } from "#lib/errors";

/** Far more than a form with one file has. */
const limits = { files: 1, fields: 10, fieldSize: 1_024, parts: 20, headerPairs: 20, headerSize: 8_192 };

/**
 * Reads the one file of a multipart form as it comes, so that a large one never lies in memory whole. `contentType` is
 * the form's header. Throws `bad_input` for a form that is broken, cut off or has no file, and what `chunks` and `read`
 * throw.
 */
export async function readUpload<T>(
  chunks: AsyncIterable<Uint8Array>,
  contentType: string,
  read: (file: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  const parser = createParser(contentType);
  const result = Promise.withResolvers<T>();
  let found = false;
  parser.on("file", (_name, file) => {
    found = true;
    // The parser tells both of a broken form, the file first.
    file.on("error", (error) => result.reject(brokenForm(error)));
    read(file).then(result.resolve, result.reject);
  });
  const stopped = new AbortController();
  const parsed = pipeline(Readable.from(chunks), parser, { signal: stopped.signal }).then(
    () => {
      if (!found) result.reject(new AppError("bad_input", "The form has no file: send one, as in curl -F file=@a.har"));
    },
    (error: unknown) => {
      throw error instanceof AppError ? error : brokenForm(error);
    },
  );
  try {
    const [value] = await Promise.all([result.promise, parsed]);
    return value;
  } finally {
    stopped.abort();
  }
}

function createParser(contentType: string) {
  try {
    return new Busboy({ headers: { "content-type": contentType }, limits });
  } catch (error) {
    throw brokenForm(error);
  }
}

function brokenForm(cause: unknown): AppError {
  return new AppError("bad_input", "The multipart form is broken or cut off.", { cause });
}
