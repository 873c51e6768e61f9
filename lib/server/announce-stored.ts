import type { Attempt } from "#lib/model/attempt";
import type { LiveBus } from "#lib/server/live-bus";
import type { IngestStore } from "#lib/store/ingest-store";
import type { AttemptWriter } from "#lib/store/store";

type Writers = AttemptWriter & Pick<IngestStore, "recordIngested">;

/** Writers that tell who looks what they have stored, once that is durable and never before. */
export function announceStored(writers: Writers, live: LiveBus): Writers {
  const announce = (attempts: readonly Attempt[]) => live.publish({ kind: "attempts", attempts });
  return {
    record: async (attempts) => {
      await writers.record(attempts);
      announce(attempts);
    },
    recordIngested: async (change) => {
      await writers.recordIngested(change);
      announce(change.rows.map(({ attempt }) => attempt));
    },
  };
}
