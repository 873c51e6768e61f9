import type { Json, JsonObject } from "#lib/simulator/json";
import { type KisiErrorCode, kisiErrorMessage } from "#lib/simulator/kisi-errors";

/** An answer before it goes on the wire. `body` is undefined where Kisi sends none; `text` is sent instead of JSON. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json | undefined;
  readonly text?: string;
};

export function json(body: Json, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 200, headers, body };
}

export function noContent(): Answer {
  return { status: 204, headers: {}, body: undefined };
}

/** Kisi's error with a code: 400, 401, 403, 404, 409, 429, 5xx. */
export function kisiError(status: number, code: KisiErrorCode, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers, body: { code, error: kisiErrorMessage(code) } };
}

/** Kisi's 422: the messages of each field, under bare field names. */
export function invalidFields(errors: Readonly<Record<string, readonly string[]>>): Answer {
  return { status: 422, headers: {}, body: { errors: errors as JsonObject } };
}

export const notFound = (collection: string): Answer => kisiError(404, codeOfMissing[collection] ?? "000000");

const codeOfMissing: Readonly<Record<string, KisiErrorCode>> = {
  locks: "fad10e",
  cards: "faa9ef",
  elevator_stops: "fad121",
};
