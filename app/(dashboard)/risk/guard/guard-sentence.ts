import { formatCount } from "#lib/format";
import type { GuardSettings } from "#lib/model/guard";

/** How the guard stands, in one sentence. */
export function guardSentence({ mode }: GuardSettings, holds: number): string {
  switch (mode) {
    case "off":
      return "The guard is off: every call is sent, however often it was refused.";
    case "observe":
      return holds === 0
        ? "The guard only watches: every call is sent. None is being repeated in vain."
        : `The guard only watches: every call is sent, though it would hold ${things(holds)} back.`;
    case "enforce":
      return holds === 0
        ? "The guard holds back what can only fail. There is nothing of that kind now."
        : `The guard holds ${things(holds)} back, because Kisi could only refuse ${holds === 1 ? "it" : "them"} again.`;
    default:
      return mode satisfies never;
  }
}

function things(holds: number): string {
  return holds === 1 ? "one call or key" : formatCount(holds, "call or key", "calls and keys");
}
