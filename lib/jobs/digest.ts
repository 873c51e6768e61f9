import type { App } from "#lib/server/app";

type DigestApp = Pick<App, "clock" | "digest" | "log">;

const lookEveryMs = 60_000;

/** Writes the weekly digest when it is due, within a minute, until `signal` aborts. One that fails is tried again. */
export async function keepDigest({ clock, digest, log }: DigestApp, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await digest.look().catch((error: unknown) => log.error({ err: error }, "the weekly digest could not be made"));
    await clock.sleep(lookEveryMs, signal).catch(() => {
      // The signal ends the wait; the loop's condition sees it.
    });
  }
}
