export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [field: string]: Json };

/** Narrows to an object: neither null nor an array. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads JSON text; undefined if it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // Bad JSON is an expected answer here, not a fault: the caller answers 400.
    return undefined;
  }
}

/** A scalar as text; empty for null, for what is absent, and for what has parts. */
export function textOf(value: Json | undefined): string {
  return value === null || value === undefined || typeof value === "object" ? "" : String(value);
}

/** ISO 8601 in UTC with milliseconds, as Kisi writes times. */
export function isoTime(atMs: number): string {
  return new Date(atMs).toISOString();
}
