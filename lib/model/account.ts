import { z } from "zod";

export const roles = ["owner", "admin", "viewer"] as const;
export const scopes = ["read", "write", "ingest"] as const;
export type Scope = (typeof scopes)[number];

/** What a signed-in person may do: a viewer looks, the others change things too. */
export const roleScopes: Readonly<Record<(typeof roles)[number], readonly Scope[]>> = {
  owner: scopes,
  admin: scopes,
  viewer: ["read"],
};

export const accountSchema = z.object({
  id: z.int(),
  email: z.string(),
  role: z.enum(roles),
  passwordHash: z.string(),
});
export type Account = z.infer<typeof accountSchema>;

/** A signed-in browser. The token itself is only in the cookie; the store knows its SHA-256. */
export type Session = {
  readonly tokenHash: string;
  readonly account: Account;
  readonly createdAtMs: number;
  readonly lastSeenAtMs: number;
  readonly expiresAtMs: number;
};

export type ApiToken = {
  readonly id: string;
  readonly name: string;
  /** First characters, to tell tokens apart. */
  readonly prefix: string;
  readonly scopes: readonly Scope[];
  readonly createdAtMs: number;
  readonly lastUsedAtMs: number | null;
  /** From then on it opens nothing; null if it does not run out. */
  readonly expiresAtMs: number | null;
};
