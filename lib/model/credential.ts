/** How it is known whose a credential is: Kisi said so in answer to `GET /user`, or a person joined it by hand. */
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
