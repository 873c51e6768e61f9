import type { Drill, DrillMessage } from "#lib/drill/fire-drill";
import { formatDuration } from "#lib/format";

type Heard = Pick<Drill, "firstMistakeAtMs" | "suspendedAtMs"> & {
  readonly messages: readonly (Pick<DrillMessage, "atMs" | "channels"> & {
    readonly message: Pick<DrillMessage["message"], "type">;
  })[];
};

export type DrillVerdict = {
  readonly words: string;
  /** What is missing; null if a warning would have come in time. */
  readonly missing: "rules" | "channels" | null;
};

/** What a drill says about the rules and channels in force: when somebody would have been warned, and how early. */
export function drillVerdict({ messages, firstMistakeAtMs, suspendedAtMs }: Heard): DrillVerdict {
  const warned = messages.find(
    ({ atMs, message }) => message.type === "alert.firing" && atMs >= (firstMistakeAtMs ?? 0),
  );
  if (!warned || firstMistakeAtMs === null) return { words: "Nobody would have been warned.", missing: "rules" };
  if (suspendedAtMs !== null && suspendedAtMs <= warned.atMs) {
    return { words: "The warning would have come after the suspension.", missing: "rules" };
  }
  const after = `${formatDuration(warned.atMs - firstMistakeAtMs)} after the mistake`;
  const when =
    suspendedAtMs === null ? after : `${after}, ${formatDuration(suspendedAtMs - warned.atMs)} before the suspension`;
  return warned.channels.length > 0
    ? { words: `You would have been warned ${when}.`, missing: null }
    : { words: `Ajar would have shown it ${when}, and told nobody: there is no channel.`, missing: "channels" };
}
