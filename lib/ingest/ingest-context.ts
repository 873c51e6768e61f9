import { hash } from "node:crypto";

/** What the readers of all formats must know beside the bytes. */
export type IngestContext = {
  /** One moment for the whole request. */
  readonly receivedAtMs: number;
  readonly retentionDays: number;
  /** The upstream, as `api.kisi.io` or `127.0.0.1:4010`; default ports left out. Any of them will do. */
  readonly hosts: readonly string[];
  /** The integration whose token was used: ids of one sender mean nothing in another's traffic. */
  readonly integration: string | null;
  readonly newCallId: () => string;
};

const keyChars = 32;

/** The name under which the store knows a sender's id. The id itself is not kept: who knows what it is made of. */
export function externalKeyOf({ integration }: IngestContext, source: string, id: string): string {
  return digest(`${integration ?? ""}\n${source}\n${id}`).slice(0, keyChars);
}

/** SHA-256 as 64 hex characters. */
export function digest(text: string): string {
  return hash("sha256", text, "hex");
}
