import type { GuardHold } from "#lib/model/guard";
import type { App } from "#lib/server/app";

/** A hold with what the log tells of it. */
export type ShownHold = GuardHold & {
  /** Method and path of the last call that failed so; null if the log has it no more. */
  readonly asked: string | null;
  readonly last4: string | null;
  readonly integrationName: string | null;
  /** False while the guard only watches the integration. */
  readonly isEnforced: boolean;
};

type HoldApp = Pick<App, "guard" | "guardSettings" | "store" | "integrations">;

const shownMax = 50;

/**
 * Calls and keys that are held now, the newest first; a suspicion is told apart. The guard keeps nothing of what was
 * sent, so the log is asked.
 */
export async function readHolds({ guard, guardSettings, store, integrations }: HoldApp): Promise<readonly ShownHold[]> {
  const holds = guard
    .holds()
    .filter(({ rule }) => rule !== "suspension")
    .slice(0, shownMax);
  const calls = await Promise.all(holds.map(({ lastCallId }) => store.findCall(lastCallId)));
  return holds.map((hold, index) => {
    const call = calls[index]?.call;
    const integrationName = hold.integration === null ? null : integrations.nameOf(hold.integration);
    const ownMode = hold.integration === null ? null : integrations.guardModeOf(hold.integration);
    const isEnforced = (ownMode ?? guardSettings.inForce().mode) === "enforce";
    return {
      ...hold,
      asked: call ? `${call.method} ${call.path}` : null,
      last4: call?.credentialLast4 ?? null,
      integrationName,
      isEnforced,
    };
  });
}
