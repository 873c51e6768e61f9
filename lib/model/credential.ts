import { z } from "zod";

/** How it is known whose a credential is: Kisi said so, answering `GET /user` or a sign-in, or a person joined it. */
export const joinOrigins = ["seen", "hand"] as const;
export type JoinOrigin = (typeof joinOrigins)[number];

/** The Kisi user that a credential belongs to. Credentials with one `kisiUser` share Kisi's limit. */
export type CredentialUser = {
  readonly fingerprint: string;
  /** Kisi's id of the user; for credentials joined by hand a key of ours, `hand-…`. */
  readonly kisiUser: string;
  readonly origin: JoinOrigin;
};

/** When a credential was seen in traffic. */
export type CredentialUse = {
  readonly fingerprint: string;
  readonly last4: string | null;
  /** To the hour where single attempts are no longer kept. */
  readonly firstUsedAtMs: number;
  readonly lastUsedAtMs: number;
  /** Since when every answer has been a 401; null if the last answer was none. */
  readonly refusedSinceMs: number | null;
};

/** A credential with its own figures of a range. */
export const credentialSchema = z.object({
  fingerprint: z.string(),
  last4: z.string().nullable(),
  kisiUser: z.string().nullable().describe("Credentials with the same one share Kisi's limit; null: unknown."),
  joinedBy: z
    .enum(joinOrigins)
    .nullable()
    .describe("`seen`: Kisi said so in answer to GET /user or to a sign-in. `hand`: a person."),
  firstUsedAtMs: z.int(),
  lastUsedAtMs: z.int(),
  refusedSinceMs: z.int().nullable().describe("Since when every answer is a 401; null if the last one is none."),
  attempts: z.int(),
  bad: z.int(),
  badRate: z.number().nullable().describe("0..1; null without attempts."),
  failures: z.int(),
  unauthorized: z.int().describe("401s."),
});
export type Credential = Readonly<z.infer<typeof credentialSchema>>;
