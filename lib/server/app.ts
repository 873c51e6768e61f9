import type { Logger } from "pino";
import type { Alerts } from "#lib/alerts/alerts";
import type { AuthState } from "#lib/auth/auth-state";
import type { Digest } from "#lib/digest/digest";
import type { IngestWriter } from "#lib/ingest/ingest-writer";
import type { Credentials } from "#lib/integrations/credentials";
import type { Integrations } from "#lib/integrations/integrations";
import type { KisiClient } from "#lib/kisi/client";
import type { Fingerprint } from "#lib/kisi/fingerprint";
import type { CallUpstream, Observe, RawHeaders } from "#lib/outbound/exchange";
import type { Guard } from "#lib/outbound/guard";
import type { ReleaseWatch } from "#lib/problems/release-watch";
import type { TextRedactor } from "#lib/recorder/text-redactor";
import type { TryRedaction } from "#lib/recorder/try-redaction";
import type { Reports } from "#lib/reports/reports";
import type { RiskWatch } from "#lib/risk/risk-watch";
import type { SuspensionWatch } from "#lib/risk/suspension-watch";
import type { Audit } from "#lib/server/audit";
import type { Env } from "#lib/server/env";
import type { ForgetPerson } from "#lib/server/forget-person";
import type { LiveBus } from "#lib/server/live-bus";
import type { Metrics } from "#lib/server/metrics";
import type { StoreLosses } from "#lib/server/store-losses";
import type { TurnedAway } from "#lib/server/turned-away";
import type { GuardSettingsKeeper, PrioritySettingsKeeper } from "#lib/settings/guard-settings";
import type { KisiKey } from "#lib/settings/kisi-key";
import type { ProblemSettingsKeeper } from "#lib/settings/problem-settings";
import type { RedactionSettingsKeeper } from "#lib/settings/redaction-settings";
import type { RiskSettingsKeeper } from "#lib/settings/risk-settings";
import type { Store } from "#lib/store/store";
import type { Clock } from "#lib/time/clock";

/** Everything that one process shares. Made once by `compose.ts`, reached only through the gate. */
export type App = {
  readonly version: string;
  readonly env: Env;
  /** Where people reach this Ajar, without a slash at the end. */
  readonly publicUrl: string;
  /** True while the simulator stands in for Kisi. */
  readonly demo: boolean;
  readonly clock: Clock;
  readonly log: Logger;
  /** Asked through what the gate hands out, which knows who acts. */
  readonly audit: Audit;
  readonly store: Store;
  readonly storeLosses: StoreLosses;
  readonly turnedAway: TurnedAway;
  readonly metrics: Metrics;
  /** Tells who looks what has just been stored. */
  readonly live: LiveBus;
  /** What every attempt passes before it is stored. */
  readonly recorder: {
    readonly observe: Observe;
    readonly fingerprint: (secret: string) => Fingerprint;
    /** Names the Kisi key of a request; null for one without. */
    readonly credentialOf: (headers: RawHeaders) => Fingerprint | null;
    /** What would be stored of a text. */
    readonly tryOut: TryRedaction;
  } & TextRedactor;
  /** The way of what other programs tell. */
  readonly ingest: IngestWriter;
  readonly callUpstream: CallUpstream;
  readonly kisi: KisiClient;
  readonly kisiKey: KisiKey;
  readonly integrations: Integrations;
  /** Whose the keys in traffic are. */
  readonly credentials: Credentials;
  /** What keeps calls from Kisi that can only fail. */
  readonly guard: Guard;
  readonly guardSettings: GuardSettingsKeeper;
  readonly prioritySettings: PrioritySettingsKeeper;
  /** Looks out for a suspension. */
  readonly suspension: Pick<SuspensionWatch, "current" | "refusedKeys">;
  readonly problemSettings: ProblemSettingsKeeper;
  /** Learns of deploys from the calls of the gateway. */
  readonly releases: ReleaseWatch;
  readonly redactionSettings: RedactionSettingsKeeper;
  readonly riskSettings: RiskSettingsKeeper;
  /** Where the budget stands. */
  readonly risk: RiskWatch;
  /** Rules, alerts and where they are told. */
  readonly alerts: Alerts;
  /** What stood out in a week, by mail. */
  readonly digest: Digest;
  /** An empty store of its own, to be thrown away. */
  readonly openScratch: () => Promise<{ readonly store: Store; readonly close: () => Promise<void> }>;
  readonly reports: Reports;
  /** Takes a person out of all details. */
  readonly forgetPerson: ForgetPerson;
  readonly auth: AuthState;
  /** Waits for what is under way, then closes the store and the connections to Kisi. */
  readonly close: () => Promise<void>;
};

// Next bundles pages apart from what server.ts loads, so a module variable could exist twice in one process.
const key = Symbol.for("ajar.app");
const shared = globalThis as { [key]?: App };

/** Makes the app reachable for the gate. Called once, at start. */
export function installApp(app: App): void {
  shared[key] = app;
}

/** The app of this process. Only the gate and the front may ask; everyone else gets it from the gate. */
export function currentApp(): App {
  const app = shared[key];
  if (!app) throw new Error("Ajar was not started through server.ts, so there is no app to serve");
  return app;
}
