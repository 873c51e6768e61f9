import { randomUUIDv7 } from "node:crypto";

/** A new id for a call: a UUIDv7 (RFC 9562), so that ids sort by the millisecond in which they were made. */
export function newCallId(): string {
  return randomUUIDv7();
}
