import { digest, type IngestContext } from "#lib/ingest/ingest-context";

/** 24 bits: two neighbourhoods that fall together by chance only share a page. */
const nearChars = 4;
/** 132 bits: no two ids fall together. */
const idChars = 22;

const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/i;
const ulid = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/i;
/** The first characters of an id that begins with its time: those of about a minute. */
const uuid7MinuteChars = 8;
const ulidMinuteChars = 7;
/** Counters change at their end: ten thousand of them lie together. */
const counterChars = 4;

/**
 * The name under which the store knows a sender's id, 26 characters of base64url. The id itself is not kept: who knows
 * what it is made of. Keys of the same `near` lie together in the store's index, so that a batch of them changes few of
 * its pages, however many keys there are; the same id must always come with the same `near`.
 */
export function externalKeyOf({ integration }: IngestContext, source: string, id: string, near: string): string {
  const sender = `${integration ?? ""}\n${source}\n`;
  return digest(sender + near, "base64url").slice(0, nearChars) + digest(sender + id, "base64url").slice(0, idChars);
}

/** What ids that one sender made about the same time have in common, as far as an id tells. */
export function nearOfId(id: string): string {
  if (uuid7.test(id)) return id.slice(0, uuid7MinuteChars);
  if (ulid.test(id)) return id.slice(0, ulidMinuteChars);
  return id.slice(0, -counterChars);
}

/** The same for ids that always come with the same moment, in epoch ms. */
export function nearOfMoment(atMs: number): string {
  return String(Math.floor(atMs / 60_000));
}
