import type { Attempt, Source } from "#lib/model/attempt";
import type { Outcome } from "#lib/model/outcome";

export type CallTotals = NonNullable<Attempt["call"]>;

/** What must be known of the stored attempts before others are added that may belong to the same calls. */
export type IngestQuery = {
  /** Names of attempts that are about to be stored. */
  readonly externalKeys: readonly string[];
  readonly callIds: readonly string[];
  /** Call ids in their byte order, `from` included and `to` not. */
  readonly callIdRanges: readonly { readonly from: string; readonly to: string }[];
};

/** A stored attempt, as far as its place in its call goes. */
export type CallMember = {
  readonly callId: string;
  readonly attempt: number;
  readonly startedAtMs: number;
  readonly latencyMs: number;
  readonly outcome: Outcome;
  readonly source: Source;
  readonly integration: string | null;
  /** It carries its call's totals. */
  readonly final: boolean;
};

export type IngestState = {
  /** Those of the asked keys that are stored. */
  readonly knownKeys: readonly string[];
  readonly members: readonly CallMember[];
};

/** An attempt to be stored, with the name that keeps it from being stored twice. */
export type IngestedRow = { readonly attempt: Attempt; readonly externalKey: string | null };

/** A stored attempt that gets another place: its number, its call, or whether it carries the call's totals. */
export type MovedAttempt = {
  readonly from: { readonly callId: string; readonly attempt: number };
  readonly to: { readonly callId: string; readonly attempt: number };
  readonly call: CallTotals | null;
};

/** All of it is stored, or nothing. No row takes the place of a stored attempt that stays where it is. */
export type IngestChange = { readonly rows: readonly IngestedRow[]; readonly moves: readonly MovedAttempt[] };

/** What a sender says of an attempt beside the exchange itself. Not redacted. */
export type ToldFacts = {
  /** Where the attempt is counted. */
  readonly startedAtMs: number;
  /** What the sender's clock said: another time if that was too far ahead. */
  readonly toldStartedAtMs: number;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  /** A Kisi key in clear, or the fingerprint by which Ajar knows one. */
  readonly credential: string | null;
};
