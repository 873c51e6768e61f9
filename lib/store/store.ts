import type { Account, ApiToken, Session } from "#lib/model/account";
import type { Attempt, SentAttempt } from "#lib/model/attempt";
import type { CallDetail, CallMatch, CallPage } from "#lib/model/call";
import type { AttemptFilter } from "#lib/model/filter";
import type { Outcome } from "#lib/model/outcome";
import type { Percentiles, RouteFigures, StatsDimension } from "#lib/model/stats";
import type { AlertStore } from "#lib/store/alert-store";
import type { AuditStore } from "#lib/store/audit-store";
import type { DetailStore } from "#lib/store/detail-store";
import type { IngestStore } from "#lib/store/ingest-store";
import type { CredentialStore, IntegrationStore } from "#lib/store/integration-store";
import type { PeopleStore } from "#lib/store/people-store";
import type { ProblemStore } from "#lib/store/problem-store";
import type { AttemptArchive, ConductStore, ReportStore } from "#lib/store/report-store";
import type { SealedStore } from "#lib/store/sealed-store";
import type { SecondFactorStore } from "#lib/store/second-factor-store";
import type { SignInStore } from "#lib/store/sign-in-store";
import type { BucketSeconds } from "#lib/time/bucket";
import type { Range } from "#lib/time/range";

/** What the recorder needs. */
export type AttemptWriter = {
  /** Stores the attempts, their rollups and their problems in one transaction; resolves once that is durable. */
  readonly record: (attempts: readonly Attempt[]) => Promise<void>;
};

export type CallQuery = {
  readonly range: Range;
  readonly filter: AttemptFilter;
  /**
   * `last` (the default): calls that started in the range and whose last attempt is as the filter says. `any`: calls
   * with an attempt that figures of the same range and filter count, in the order of the newest such attempt.
   */
  readonly match?: CallMatch;
  /** 1..500 */
  readonly limit: number;
  /** As handed out in `nextCursor`; anything else throws `bad_input`. */
  readonly cursor: string | null;
};

export type SentAttemptsQuery = {
  readonly range: Range;
  /** 1..10,000 */
  readonly limit: number;
  /** As handed out in `nextCursor`; anything else throws `bad_input`. */
  readonly cursor: string | null;
};

export type SentAttemptPage = { readonly data: readonly SentAttempt[]; readonly nextCursor: string | null };

export type FiguresQuery = {
  readonly range: Range;
  readonly filter: AttemptFilter;
  readonly by: StatsDimension;
  readonly bucketSeconds: BucketSeconds;
  /** Lets wider buckets be answered where retention has left nothing finer; otherwise that is `unanswerable`. */
  readonly mayWiden: boolean;
  /** IANA zone that days align to; smaller buckets align to epoch multiples. */
  readonly timeZone: string;
  /** False leaves the percentiles out, null and none, which is several times faster. Default true. */
  readonly latency?: boolean;
};

/** Sent attempts, or blocked calls, that share a bucket, a key and an ending. */
export type FigureCell = {
  readonly t: number;
  readonly key: string;
  readonly status: number | null;
  readonly outcome: Outcome;
  /** Attempts that were sent; for the outcome `blocked`, calls that were not. */
  readonly attempts: number;
  readonly calls: number;
  readonly retries: number;
};

/** The 95th percentile of the attempts that share a bucket and a key. */
export type FigureP95 = { readonly t: number; readonly key: string; readonly ms: number };

export type Figures = {
  /** The range answered: beyond retention its edges snap to whole hours. */
  readonly range: Range;
  readonly bucketSeconds: BucketSeconds;
  /** Every bucket that the range touches, with or without attempts, oldest first. */
  readonly bucketStarts: readonly number[];
  /** Not empty ones, oldest first. */
  readonly cells: readonly FigureCell[];
  readonly p95s: readonly FigureP95[];
  /** Of all attempts in the range. */
  readonly latencyMs: Percentiles;
};

/** A route whose answers carried `Deprecation` or `Sunset`, as they did last. */
export type DeprecatedRoute = {
  /** `GET /locks/{id}` */
  readonly route: string;
  readonly attempts: number;
  readonly lastAtMs: number;
  readonly deprecation: string | null;
  readonly sunset: string | null;
};

/** Calls of a route by one who made them. */
export type RouteCaller = {
  readonly route: string;
  readonly integration: string | null;
  readonly credential: string | null;
  readonly credentialLast4: string | null;
  readonly calls: number;
  readonly lastAtMs: number;
  readonly lastCallId: string;
};

export type RouteCallersQuery = {
  readonly range: Range;
  readonly routes: readonly string[];
  /** Of each route its newest calls are counted, so many at most. */
  readonly callsMax: number;
};

/** The reading side of the traffic. Lists and figures take half-open ranges. */
export type AttemptReader = {
  /**
   * Newest first. A search that has gone through very many calls answers with what it found by then: the page is
   * short, perhaps empty, and its cursor goes on from there.
   */
  readonly listCalls: (query: CallQuery) => Promise<CallPage>;
  readonly findCall: (callId: string) => Promise<CallDetail | undefined>;
  /** Attempts that were sent, those that started last first, in pages: for going through traffic attempt by attempt. */
  readonly readSentAttempts: (query: SentAttemptsQuery) => Promise<SentAttemptPage>;
  /** Throws `unanswerable` when the filter needs raw rows that retention has removed. */
  readonly readFigures: (query: FiguresQuery) => Promise<Figures>;
  /** Routes with most failures first. */
  readonly listFailingRoutes: (range: Range, filter: AttemptFilter, limit: number) => Promise<readonly RouteFigures[]>;
  /** Routes that Kisi called deprecated in the range, called last first; counted are the attempts that the filter means. */
  readonly listDeprecatedRoutes: (range: Range, filter?: AttemptFilter) => Promise<readonly DeprecatedRoute[]>;
  /** Who called some routes in the range, each with its newest call, most calls first; calls that were sent alone. */
  readonly listRouteCallers: (query: RouteCallersQuery) => Promise<readonly RouteCaller[]>;
  /** Distinct values for the filter menus, most used first. */
  readonly listFilterValues: () => Promise<{
    readonly routes: readonly string[];
    readonly integrations: readonly { readonly id: string; readonly name: string }[];
    readonly credentials: readonly { readonly fingerprint: string; readonly last4: string | null }[];
  }>;
};

/** As it is kept; `address` and `userAgent` tell people where it was begun. */
export type NewSession = Omit<Session, "account"> & {
  readonly accountId: number;
  readonly address?: string | null;
  readonly userAgent?: string | null;
};

export type AccountStore = {
  readonly hasOwner: () => Promise<boolean>;
  /** One atomic claim: true for the first caller, false for every later one. */
  readonly claimOwner: (email: string, passwordHash: string, nowMs: number) => Promise<boolean>;
  /** Creates the owner, or replaces its e-mail and password, ends its sessions and removes its second factor. */
  readonly resetOwner: (email: string, passwordHash: string, nowMs: number) => Promise<void>;
  readonly findAccount: (email: string) => Promise<Account | undefined>;
  readonly createSession: (session: NewSession) => Promise<void>;
  readonly findSession: (tokenHash: string) => Promise<Session | undefined>;
  readonly touchSession: (tokenHash: string, lastSeenAtMs: number) => Promise<void>;
  readonly endSession: (tokenHash: string) => Promise<void>;
  readonly endSessions: (accountId: number) => Promise<void>;
  readonly createApiToken: (token: Omit<ApiToken, "lastUsedAtMs"> & { readonly tokenHash: string }) => Promise<void>;
  readonly listApiTokens: () => Promise<readonly ApiToken[]>;
  readonly findApiToken: (tokenHash: string) => Promise<ApiToken | undefined>;
  readonly touchApiToken: (id: string, lastUsedAtMs: number) => Promise<void>;
  /** False if there is no such token. */
  readonly deleteApiToken: (id: string) => Promise<boolean>;
};

/** Named texts; what they mean and their schema is the business of `lib/settings`. */
export type SettingStore = {
  readonly findSetting: (key: string) => Promise<string | undefined>;
  readonly putSetting: (key: string, value: string) => Promise<void>;
  readonly deleteSetting: (key: string) => Promise<void>;
};

export type Upkeep = {
  /** Name and version of what keeps it all, for people: `SQLite 3.54.1`. */
  readonly describeEngine: () => Promise<string>;
  /** Resolves if the store answers, rejects with the cause if it does not. */
  readonly ping: () => Promise<void>;
  /**
   * Deletes raw attempts that started before the hour of `beforeMs`, in small chunks with pauses; returns how many.
   * Their hourly and daily figures stay.
   */
  readonly deleteAttemptsBefore: (beforeMs: number) => Promise<number>;
  /** Deletes the figures of days before `beforeMs`, too; returns how many rows. */
  readonly deleteRollupsBefore: (beforeMs: number) => Promise<number>;
  /** Makes a whole copy of everything, under a name of the store's that ends with `suffix`; returns its path. */
  readonly keepCopy: (suffix: string) => Promise<string>;
  /** Waits for what is under way, then closes. Later calls reject. */
  readonly close: () => Promise<void>;
};

/** Everything that is kept, in verbs. No driver type, table or transaction leaves an adapter. */
export type Store = AttemptWriter &
  AttemptReader &
  ProblemStore &
  IngestStore &
  AccountStore &
  PeopleStore &
  SignInStore &
  SecondFactorStore &
  AuditStore &
  IntegrationStore &
  CredentialStore &
  AlertStore &
  SettingStore &
  SealedStore &
  AttemptArchive &
  ReportStore &
  DetailStore &
  ConductStore &
  Upkeep;
