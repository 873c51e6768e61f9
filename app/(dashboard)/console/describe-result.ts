import { formatDuration } from "#lib/format";
import type { KisiResult } from "#lib/kisi/client";
import { type Outcome, outcomeOfStatus } from "#lib/model/outcome";
import type { Blocked } from "#lib/outbound/exchange";
import { describeHold } from "#lib/outbound/hold-words";

type Described = { readonly outcome: Outcome; readonly sentence: string };

const checkTheDoor =
  "The door may have moved. Ajar did not try again: look at the door, or at its events, before you do.";

/** How a call from the Console ended, in words. After a door action it always says what is known of the door. */
export function describeResult(result: KisiResult, doorAction: boolean): Described {
  switch (result.kind) {
    case "answer":
      return { outcome: outcomeOfStatus(result.status), sentence: describeStatus(result.status, doorAction) };
    case "cut_off": {
      const then = doorAction ? checkTheDoor : result.status < 400 ? "Kisi has processed the request." : "";
      const sentence = `Kisi answered ${result.status}, then the answer broke off. ${then}`.trim();
      return { outcome: "network_error", sentence };
    }
    case "no_answer": {
      const what = result.timedOut ? "Kisi did not answer in time." : "Kisi could not be reached, or hung up.";
      const then = result.outcomeUnknown
        ? doorAction
          ? checkTheDoor
          : "The request may have been processed all the same."
        : "Nothing was processed: no connection was made.";
      return { outcome: "network_error", sentence: `${what} ${then}` };
    }
    case "blocked":
      return {
        outcome: "blocked",
        sentence: `${blockedWords(result)} Nothing was sent to Kisi. ${whenAgain(result.retryAfterMs)}`,
      };
    default:
      return result satisfies never;
  }
}

function whenAgain(ms: number): string {
  return ms < 1_000 ? "Try again now." : `Try again in ${formatDuration(Math.ceil(ms / 1_000) * 1_000)}.`;
}

function blockedWords(blocked: Blocked): string {
  switch (blocked.reason) {
    case "guard":
      return `The guard held this call. ${describeHold(blocked.hold)}`;
    case "pacer":
      return "The call would have waited longer for its turn than its deadline allows.";
    case "breaker":
      return "Kisi has just failed several times in a row, so calls wait for a moment.";
    default:
      return blocked satisfies never;
  }
}

function describeStatus(status: number, doorAction: boolean): string {
  const outcome = outcomeOfStatus(status);
  if (outcome === "success") return doorAction ? "Kisi did it: the door was told to move." : "Kisi answered.";
  if (outcome === "redirect") return "Kisi answered with a redirect, which Ajar hands back and never follows.";
  if (!doorAction) return outcome === "server_error" ? `Kisi failed with ${status}.` : "Kisi refused the request.";
  if (outcome === "server_error") return `Kisi failed with ${status}. ${checkTheDoor}`;
  return "Kisi refused: this call did not move the door. Ajar did not try again.";
}
