import { createHash, createHmac } from "node:crypto";
import { canonicalJson, canonicalQuery, type ReadValue } from "#lib/outbound/canonical";
import type { OutboundRequest } from "#lib/outbound/exchange";
import { findHeader } from "#lib/outbound/raw-headers";

/** Names of one call; each says that nothing which matters has changed. */
export type CallSignatures = readonly [exact: string, ...stamped: string[]];

/** A larger body is taken as its bytes: parsing it would cost more than it tells. */
const parsedBytesMax = 64 * 1024;
/** A time so near to now says when a call was made, not what it asks for. */
const stampWithinMs = 120_000;
const stampName =
  /^(_|ts|nonce|timestamp|sent_?at|cache_?buster|((x-)?(request|trace|correlation)|idempotency)_?(id|key))$/i;
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?/;
/** What else of the head may turn a refusal into a success: a second factor, a media type, a partner header. */
const telling = ["authorization", "content-type", "content-encoding", "accept"];

/**
 * Makes the function that names a call by what it asks for: HMAC-SHA256, under a key of the installation's own, of its
 * credential, method, path, query, telling headers and body, for bodies hold secrets and the names are written down.
 *
 * The body goes in by its values, not by its shape. Two calls of one shape are different calls: a corrected e-mail
 * address must pass at once, and so must the sixth of a hundred new members when the first five exist already. A shape
 * that changed changes the values, too, so that nothing is lost. What does not count is the order of keys, and, in the
 * second name, stamps: times near now, and fields that are named for what changes each time. A client that stamps each
 * repeat is recognised by that one, and a client that repeats one old stamp by the exact one.
 */
export function createCallSigner(key: Uint8Array): (request: OutboundRequest, nowMs: number) => CallSignatures {
  return (request, nowMs) => {
    let hasStamp = false;
    const exact = textOf(request, (name, value) => {
      hasStamp ||= isStamp(name, value, nowMs);
      return value;
    });
    if (!hasStamp) return [hash(key, exact)];
    const stamped = textOf(request, (name, value) => (isStamp(name, value, nowMs) ? "(stamp)" : value));
    return [hash(key, exact), hash(key, stamped)];
  };
}

function textOf({ breakerKey, method, path, headers, body }: OutboundRequest, readValue: ReadValue): string {
  const [target = "", ...query] = path.split("?");
  const told = headers.filter((_, index) => {
    const name = headers[index - (index % 2)]?.toLowerCase() ?? "";
    return telling.includes(name) || name.startsWith("x-kisi-");
  });
  const isForm = findHeader(headers, "content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
  const parts = [breakerKey, method, target, canonicalQuery(query.join("?"), readValue), told];
  return JSON.stringify([...parts, body === null ? null : bodyText(body, isForm, readValue)]);
}

function bodyText(body: Uint8Array, isForm: boolean, readValue: ReadValue): string {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (body.byteLength > parsedBytesMax) return createHash("sha256").update(bytes).digest("base64");
  const text = bytes.toString("latin1");
  if (isForm) return canonicalQuery(text, readValue);
  return canonicalJson(text, readValue) ?? text;
}

function isStamp(name: string, value: unknown, nowMs: number): boolean {
  if (stampName.test(name)) return true;
  const atMs = readTime(value);
  return atMs !== null && Math.abs(atMs - nowMs) <= stampWithinMs;
}

/** Epoch ms of what may be a time: ISO 8601, epoch seconds or milliseconds. */
function readTime(value: unknown): number | null {
  if (typeof value === "string" && isoTime.test(value)) return Date.parse(value);
  const number = typeof value === "string" && /^\d{10}(\d{3})?(\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof number !== "number") return null;
  return number < 1e11 ? number * 1000 : number;
}

function hash(key: Uint8Array, text: string): string {
  return createHmac("sha256", key).update(text).digest("base64url").slice(0, 22);
}
