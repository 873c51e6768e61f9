import type { LiveBus } from "#lib/server/live-bus";
import type { AttemptWriter } from "#lib/store/store";

/** A writer that tells who looks what it has stored, once that is durable and never before. */
export function announceStored(writer: AttemptWriter, live: LiveBus): AttemptWriter {
  return {
    record: async (attempts) => {
      await writer.record(attempts);
      live.publish({ kind: "attempts", attempts });
    },
  };
}
