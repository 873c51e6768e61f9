import type { StopReason } from "#lib/model/attempt";

/** Why a call was not sent once more, each a sentence for people. */
export const stopWords: Readonly<Record<StopReason, string>> = {
  answered: "It was answered, so there was nothing to repeat.",
  client_error: "A 4xx but 429 is never repeated: it would fail again, and count again.",
  door_action: "What may move a door is never repeated: it could move late, or twice.",
  may_have_been_processed:
    "It may have been carried out, and its method is only repeated where the caller says that a repeat is safe (X-Ajar-Repeat-Safe).",
  cannot_be_sent: "The request itself cannot be put on the wire, so a repeat would fail alike.",
  suspected_suspension: "Its Kisi key may be suspended, so nothing more is sent for it by itself.",
  retries_used_up: "As many repeats were made as one call may have.",
  retries_capped: "Its caller allows no more repeats (X-Ajar-Retries).",
  retry_after_beyond_deadline:
    "Kisi asked for a wait that ends after the call's deadline, and a wait that was asked for is never shortened.",
  wait_beyond_deadline: "The call's deadline left no time for another attempt.",
  breaker_open: "Kisi had failed several times in a row for this key, so the breaker lets nothing through for a while.",
  retry_budget_empty: "The retry budget was empty: too many calls were being repeated at that time.",
  guard_hold: "The guard held the repeat: the same call had failed again and again with nothing changed.",
  held_back_beyond_deadline: "Its turn within Kisi's rate limit would have come after the call's deadline.",
  answer_too_large: "The failed answer was too large to be taken in before a repeat, so it was handed to the caller.",
  answer_passed_on: "The head of the answer was already with the caller when its body broke off.",
  caller_left: "Its caller left.",
};
