import type { RiskLevel } from "#lib/model/risk";
import type { Suspension } from "#lib/model/suspension";
import { createCallSigner } from "#lib/outbound/call-signature";
import { createGuard, type Guard } from "#lib/outbound/guard";
import type { Suspect } from "#lib/outbound/guard-memory";
import { guardStateSchema } from "#lib/outbound/guard-state";
import { type PriorityPace, paceByPriority } from "#lib/outbound/priority";
import { createSuspensionWatch, type SuspensionWatch, suspensionStateSchema } from "#lib/risk/suspension-watch";
import type { App } from "#lib/server/app";
import { createLevelReader } from "#lib/server/risk-level";
import {
  type GuardSettingsKeeper,
  openGuardSettings,
  openPrioritySettings,
  type PrioritySettingsKeeper,
} from "#lib/settings/guard-settings";
import { openSavedState } from "#lib/settings/saved-state";
import type { Clock } from "#lib/time/clock";

type Parts = Pick<App, "store" | "clock" | "log" | "live" | "integrations" | "risk"> & {
  /** Keys the names of calls, which are written down. */
  readonly signKey: Uint8Array;
};

/** What keeps calls from Kisi that can only fail, and what looks out for a suspension. */
export type Guarding = {
  readonly guard: Guard;
  readonly guardSettings: GuardSettingsKeeper;
  readonly prioritySettings: PrioritySettingsKeeper;
  readonly priorityPace: PriorityPace;
  readonly suspension: Pick<SuspensionWatch, "current" | "refusedKeys">;
  /** Writes down what has just changed. */
  readonly closeGuard: () => Promise<void>;
};

const tellErrorsEveryMs = 60_000;

/** Joins guard and detector, each with what a former process knew. */
export async function joinGuard(parts: Parts): Promise<Guarding> {
  const { store, clock, log, integrations, risk, signKey } = parts;
  const onError = (err: unknown) => log.error({ err }, "what the guard knows could not be read or written");
  const saved = await openSavedState({ store, clock, key: "guard.state", schema: guardStateSchema, onError });
  const guardSettings = await openGuardSettings(store);
  const ownModeOf = (integration: string | null) => integration !== null && integrations.guardModeOf(integration);
  const guard = createGuard({
    clock,
    sign: createCallSigner(signKey),
    settings: guardSettings.inForce,
    modeOf: (integration) => ownModeOf(integration) || guardSettings.inForce().mode,
    former: saved.former,
    onChange: () => saved.save(guard.state),
    onError: atIntervals(clock, (err) => log.error({ err }, "the guard failed, so a call passed unguarded")),
  });
  const { suspension, closeWatch } = await joinSuspension(parts, guard, onError);
  return {
    guard,
    guardSettings,
    ...(await joinPriorities(store, createLevelReader(risk, clock))),
    suspension,
    closeGuard: async () => {
      await Promise.all([saved.flush(), closeWatch()]);
    },
  };
}

/** The detector hears of every stored attempt, whoever made it; guard and live bus hear of what it finds. */
async function joinSuspension({ store, clock, log, live }: Parts, guard: Guard, onError: (error: unknown) => void) {
  const schema = suspensionStateSchema;
  const saved = await openSavedState({ store, clock, key: "suspension.state", schema, onError });
  const suspension = createSuspensionWatch(saved.former);
  guard.suspect(suspectsOf(suspension.current()));
  live.listen((news) => {
    if (news.kind !== "attempts") return;
    const before = suspension.current();
    const worthSaving = news.attempts.filter((attempt) => suspension.note(attempt, clock.now()));
    if (worthSaving.length > 0) saved.save(suspension.state);
    const after = suspension.current();
    if (before === after) return;
    guard.suspect(suspectsOf(after));
    if (after && !before) {
      const { signs, keys } = after;
      log.warn({ event: "suspension_suspected", signs, keys: keys.length }, "Kisi may have suspended these keys");
      live.publish({ kind: "suspension_suspected", suspension: after });
    } else if (before && !after) {
      log.info({ event: "suspension_ended" }, "the keys work again that seemed to be suspended");
      live.publish({ kind: "suspension_ended", suspension: before, endedAtMs: clock.now() });
    }
  });
  return { suspension, closeWatch: saved.flush };
}

async function joinPriorities(store: App["store"], levelOf: () => RiskLevel) {
  const prioritySettings = await openPrioritySettings(store);
  const priorityPace: PriorityPace = (request) => {
    const settings = prioritySettings.inForce();
    return paceByPriority(request, { settings, level: settings.enabled ? levelOf() : "unknown" });
  };
  return { prioritySettings, priorityPace };
}

function suspectsOf(suspension: Suspension | null): Suspect[] {
  return (suspension?.keys ?? []).map(({ credential, statuses, lastCallId }) => ({
    credential,
    status: statuses.at(-1) ?? 403,
    lastCallId,
  }));
}

/** Every call may fail in the same way, and each failure is counted: a line a minute is enough. */
function atIntervals(clock: Pick<Clock, "elapsed">, tell: (error: unknown) => void): (error: unknown) => void {
  let toldAtMs = Number.NEGATIVE_INFINITY;
  return (error) => {
    if (clock.elapsed() - toldAtMs < tellErrorsEveryMs) return;
    toldAtMs = clock.elapsed();
    tell(error);
  };
}
