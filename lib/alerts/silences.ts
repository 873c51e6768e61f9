import { AppError } from "#lib/errors";
import type { Silence } from "#lib/model/alert";
import type { AlertStore } from "#lib/store/alert-store";
import type { Clock } from "#lib/time/clock";

export type Silences = {
  /** Those that are not over, oldest first. */
  readonly list: () => Promise<readonly Silence[]>;
  /** Throws `bad_input` for an end that is past or too far away, and `not_found` for a rule that there is not. */
  readonly create: (wanted: Pick<Silence, "ruleId" | "untilMs" | "reason" | "who">) => Promise<Silence>;
  /** Throws `not_found`. */
  readonly end: (id: string) => Promise<void>;
};

type Deps = {
  readonly store: Pick<AlertStore, "listSilences" | "createSilence" | "deleteSilence">;
  readonly clock: Pick<Clock, "now">;
  readonly newId: () => string;
  readonly getRule: (id: string) => Promise<unknown>;
};

/** A silence that nobody remembers is how alerts are missed. */
const longestMs = 30 * 86_400_000;

/** Times in which alerts begin without being told. */
export function createSilences({ store, clock, newId, getRule }: Deps): Silences {
  return {
    list: () => store.listSilences(clock.now()),
    async create(wanted) {
      const nowMs = clock.now();
      if (wanted.untilMs <= nowMs || wanted.untilMs > nowMs + longestMs) {
        const message = "must be in the future, and at most 30 days away";
        throw new AppError("bad_input", `until ${message}`, { errors: [{ path: "until", message }] });
      }
      if (wanted.ruleId !== null) await getRule(wanted.ruleId);
      const silence = { ...wanted, id: newId(), createdAtMs: nowMs };
      await store.createSilence(silence);
      return silence;
    },
    async end(id) {
      if (!(await store.deleteSilence(id))) throw new AppError("not_found", "There is no such silence, or it is over");
    },
  };
}
