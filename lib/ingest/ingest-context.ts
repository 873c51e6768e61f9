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

/** SHA-256, as 64 hex or 43 base64url characters. */
export function digest(text: string, encoding: "hex" | "base64url" = "hex"): string {
  return hash("sha256", text, encoding);
}
