import { AppError } from "#lib/errors";

/** A place in the list of calls, which goes from new to old: calls after it started earlier, or have a lower id. */
export type CallPlace = { readonly startedAtMs: number; readonly id: number };

const pattern = /^(\d{1,16})\.(\d{1,16})$/;

/** The place as a text that says nothing to anyone else. */
export function writeCursor({ startedAtMs, id }: CallPlace): string {
  return Buffer.from(`${startedAtMs}.${id}`).toString("base64url");
}

/** Throws `bad_input` for anything that `writeCursor` did not write. */
export function readCursor(cursor: string): CallPlace {
  const match = pattern.exec(Buffer.from(cursor, "base64url").toString());
  if (match === null) {
    const message = "is not a cursor of this list: use nextCursor of the page before, or leave it out";
    throw new AppError("bad_input", `cursor ${message}`, { errors: [{ path: "cursor", message }] });
  }
  return { startedAtMs: Number(match[1]), id: Number(match[2]) };
}
