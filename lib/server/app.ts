import type { Logger } from "pino";
import type { AuthState } from "#lib/auth/auth-state";
import type { KisiClient } from "#lib/kisi/client";
import type { CallUpstream } from "#lib/outbound/exchange";
import type { Env } from "#lib/server/env";
import type { KisiKey } from "#lib/settings/kisi-key";
import type { Store } from "#lib/store/store";
import type { Clock } from "#lib/time/clock";

/** Everything that one process shares. Made once by `compose.ts`, reached only through the gate. */
export type App = {
  readonly env: Env;
  readonly clock: Clock;
  readonly log: Logger;
  readonly store: Store;
  readonly callUpstream: CallUpstream;
  readonly kisi: KisiClient;
  readonly auth: AuthState;
  readonly kisiKey: KisiKey;
};

// Next bundles pages apart from what server.ts loads, so a module variable could exist twice in one process.
const key = Symbol.for("ajar.app");
const shared = globalThis as { [key]?: App };

/** Makes the app reachable for the gate. Called by `server.ts` alone. */
export function installApp(app: App): void {
  shared[key] = app;
}

/** The app of this process. Only `lib/auth` and `lib/front` may ask; everyone else gets it from the gate. */
export function currentApp(): App {
  const app = shared[key];
  if (!app) throw new Error("Ajar was not started through server.ts, so there is no app to serve");
  return app;
}
