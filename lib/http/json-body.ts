import type { z } from "zod";
import { AppError, badInput } from "#lib/errors";
import { inputErrorsOf } from "#lib/http/input-errors";
import { issueWords } from "#lib/model/issue-words";

const bytesMax = 256 * 1024;

/**
 * The JSON body of a request by its schema. Throws `bad_input` naming each wrong field, `unsupported` for another type,
 * or `too_large` beyond 256 KiB without reading on.
 */
export async function readJsonBody<T extends z.ZodType>(schema: T, request: Request): Promise<z.infer<T>> {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) {
    throw new AppError("unsupported", "Send JSON, with Content-Type: application/json");
  }
  const parsed = schema.safeParse(parseJson(await readText(request)), { error: issueWords });
  if (parsed.success) return parsed.data;
  const errors = inputErrorsOf(parsed.error, "is not a field here");
  throw badInput(errors.map(({ path, message }) => ({ path: path || "body", message })));
}

async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = "";
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw new AppError("too_large", `The body may have at most ${bytesMax / 1024} KiB`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parseJson(text: string): unknown {
  if (text === "") throw new AppError("bad_input", "The body is empty: send JSON");
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("bad_input", "The body is not JSON", { cause });
  }
}
