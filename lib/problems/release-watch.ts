import type { ProblemStore } from "#lib/store/problem-store";
import type { Clock } from "#lib/time/clock";

type Store = Pick<ProblemStore, "recordDeploy" | "listDeploys">;

type Options = {
  readonly store: Store;
  readonly clock: Pick<Clock, "now">;
  /** A release that could not be kept, or that was one too many. */
  readonly onLoss: (words: string, cause?: unknown) => void;
};

/** Learns of deploys from the release that calls name. */
export type ReleaseWatch = {
  /** The first call that names a release for an integration marks its deploy. Returns at once, never throws. */
  readonly note: (release: string, integration: string) => void;
};

const rememberedMax = 5_000;
/** Whoever names more has put something else into the header. */
const perDayMax = 50;
const dayMs = 86_400_000;

/** Opens the watch; releases that were seen before a restart are not new after it. */
export async function openReleaseWatch({ store, clock, onLoss }: Options): Promise<ReleaseWatch> {
  const told = await store.listDeploys({ fromMs: 0, toMs: clock.now() + dayMs }, rememberedMax);
  const seen = new Set(told.map(({ release, integration }) => nameOf(release, integration)));
  let newToday = 0;
  let todayFromMs = clock.now();

  function mayMark(nowMs: number): boolean {
    if (nowMs - todayFromMs >= dayMs) [todayFromMs, newToday] = [nowMs, 0];
    newToday += 1;
    if (newToday === perDayMax + 1) onLoss(`more than ${perDayMax} new releases in a day: the rest is not marked`);
    return newToday <= perDayMax;
  }

  return {
    note(release, integration) {
      const name = nameOf(release, integration);
      if (seen.has(name)) return;
      if (seen.size < rememberedMax) seen.add(name);
      const nowMs = clock.now();
      if (!mayMark(nowMs)) return;
      store
        .recordDeploy({ release, atMs: nowMs, integration, origin: "header" })
        .catch((error: unknown) => onLoss("a release could not be kept", error));
    },
  };
}

function nameOf(release: string, integration: string | null): string {
  return `${integration ?? ""}\n${release}`;
}
