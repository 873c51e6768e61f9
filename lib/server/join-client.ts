import { newCallId } from "#lib/kisi/call-id";
import { createKisiClient, type KisiClient } from "#lib/kisi/client";
import type { Fingerprint } from "#lib/kisi/fingerprint";
import type { App } from "#lib/server/app";

type Parts = Pick<App, "env" | "clock" | "version" | "credentials" | "callUpstream"> & {
  readonly fingerprint: (secret: string) => Fingerprint;
};

/** The client of the console. */
export function joinClient({ env, clock, version, fingerprint, credentials, callUpstream }: Parts): KisiClient {
  return createKisiClient({
    callUpstream,
    origin: env.kisiBaseUrl,
    newCallId,
    fingerprint,
    kisiUserOf: credentials.kisiUserOf,
    clock,
    version,
    paced: env.pacer,
  });
}
