import type { CredentialUse, CredentialUser } from "#lib/model/credential";
import type { IntegrationSettings, IntegrationToken } from "#lib/model/integration";

/** A Kisi key as it is kept: sealed. */
export type SealedKey = { readonly sealed: string; readonly last4: string | null; readonly setAtMs: number };

export type IntegrationRecord = Readonly<IntegrationSettings> & {
  readonly id: string;
  readonly createdAtMs: number;
  readonly revokedAtMs: number | null;
  readonly key: SealedKey | null;
};

export type IntegrationTokenRecord = IntegrationToken & {
  readonly integration: string;
  /** SHA-256 of the token, hex. */
  readonly tokenHash: string;
};

/** Integrations and their tokens. They are few: lists are whole. */
export type IntegrationStore = {
  /** Revoked ones, too, in the order in which they were made. */
  readonly listIntegrations: () => Promise<readonly IntegrationRecord[]>;
  /** False if the id is taken. */
  readonly createIntegration: (integration: IntegrationRecord) => Promise<boolean>;
  /** Puts the record in the place of the one with its id; false if there is none. */
  readonly replaceIntegration: (integration: IntegrationRecord) => Promise<boolean>;
  /** Marks it as revoked, and forgets its key and tokens, at once; false if there is none. */
  readonly revokeIntegration: (id: string, nowMs: number) => Promise<boolean>;
  /** Newest first. */
  readonly listIntegrationTokens: () => Promise<readonly IntegrationTokenRecord[]>;
  readonly createIntegrationToken: (token: IntegrationTokenRecord) => Promise<void>;
  readonly touchIntegrationToken: (id: string, lastUsedAtMs: number) => Promise<void>;
  /** False if there is no such token. */
  readonly deleteIntegrationToken: (id: string) => Promise<boolean>;
};

/** Kisi keys as seen in traffic, and whose they are. */
export type CredentialStore = {
  /** The credentials used last, newest first. */
  readonly listCredentialUses: (limit: number) => Promise<readonly CredentialUse[]>;
  readonly listCredentialUsers: () => Promise<readonly CredentialUser[]>;
  /** All of them, or none. */
  readonly putCredentialUsers: (users: readonly CredentialUser[]) => Promise<void>;
  /** False if it was not joined to anyone. */
  readonly deleteCredentialUser: (fingerprint: string) => Promise<boolean>;
};
