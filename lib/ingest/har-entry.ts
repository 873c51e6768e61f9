import { z } from "zod";

const number = z.number().nullish();
const text = z.string().nullish();
const headers = z
  .array(z.object({ name: z.string(), value: z.string() }))
  .nullish()
  .transform((list) => list ?? []);
const bodyShape = { text, encoding: text };

/** What is read of an entry of HAR 1.2. Names with `_` are additions of Chrome and of Playwright. */
const entrySchema = z.object({
  startedDateTime: z.string(),
  time: number,
  timings: z.object({ receive: number }).nullish(),
  request: z.object({ method: z.string(), url: z.string(), headers, postData: z.object(bodyShape).nullish() }),
  response: z
    .object({
      status: number,
      headers,
      content: z.object({ ...bodyShape, size: number }).nullish(),
      _error: text,
      _failureText: text,
      _transferSize: number,
    })
    .nullish(),
  _error: text,
  _fromCache: z.unknown().optional(),
});
export type HarEntry = z.infer<typeof entrySchema>;

const addressSchema = z.object({ request: z.object({ url: z.string() }) });

/** The URL of an entry, which says whether the rest is worth reading. Null for what is no entry. */
export function urlOfEntry(json: unknown): string | null {
  const parsed = addressSchema.safeParse(json);
  return parsed.success ? parsed.data.request.url : null;
}

/** The entry, or the path of its first field that is not as HAR 1.2 says. */
export function parseEntry(json: unknown): { readonly entry: HarEntry } | { readonly wrong: string } {
  const parsed = entrySchema.safeParse(json);
  return parsed.success ? { entry: parsed.data } : { wrong: parsed.error.issues[0]?.path.join(".") ?? "" };
}

/** The error that the browser met, if it met one. */
export function errorOfEntry({ response, _error }: HarEntry): string | null {
  return response?._error || response?._failureText || _error || null;
}

/** HTTP status; null if no answer came (browsers write 0 or -1 then). */
export function statusOfEntry({ response }: HarEntry): number | null {
  const status = response?.status ?? 0;
  return Number.isInteger(status) && status >= 100 && status <= 599 ? status : null;
}

/** The browser refused these itself. */
const neverSent = /ERR_BLOCKED_BY_(?:CLIENT|ADMINISTRATOR|CSP)|ERR_UNSAFE_PORT|ERR_CACHE_MISS/;

/** False for what never left the browser: answered from its cache or redirected within it, or blocked. */
export function wasSent(entry: HarEntry): boolean {
  const error = errorOfEntry(entry);
  if (error !== null) return !neverSent.test(error);
  const nothingCame = statusOfEntry(entry) !== null && entry.response?._transferSize === 0;
  return !nothingCame && typeof entry._fromCache !== "string";
}
