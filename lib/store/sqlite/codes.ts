import type { BlockedReason, NetworkError, PartnerHeaders, Source, StopReason } from "#lib/model/attempt";
import type { Outcome } from "#lib/model/outcome";

// Small integers that stand for words in the database. They are written into files that outlive this code:
// a word may be added with a new number, but no number may ever change its word.

export const outcomeCodes = {
  success: 0,
  redirect: 1,
  client_error: 2,
  rate_limited: 3,
  server_error: 4,
  network_error: 5,
  aborted: 6,
  blocked: 7,
} as const satisfies Record<Outcome, number>;

export const sourceCodes = {
  console: 0,
  gateway: 1,
  otlp: 2,
  har: 3,
  ndjson: 4,
} as const satisfies Record<Source, number>;

const networkErrorCodes = {
  refused: 0,
  dns: 1,
  tls: 2,
  connect_timeout: 3,
  head_timeout: 4,
  body_timeout: 5,
  deadline: 6,
  reset: 7,
  truncated: 8,
  other: 9,
} as const satisfies Record<NetworkError, number>;

const blockedReasonCodes = { guard: 0, pacer: 1, breaker: 2 } as const satisfies Record<BlockedReason, number>;

const stopReasonCodes = {
  answered: 0,
  client_error: 1,
  door_action: 2,
  may_have_been_processed: 3,
  cannot_be_sent: 4,
  suspected_suspension: 5,
  retries_used_up: 6,
  retries_capped: 7,
  retry_after_beyond_deadline: 8,
  wait_beyond_deadline: 9,
  breaker_open: 10,
  retry_budget_empty: 11,
  guard_hold: 12,
  held_back_beyond_deadline: 13,
  answer_too_large: 14,
  answer_passed_on: 15,
  caller_left: 16,
} as const satisfies Record<StopReason, number>;

const partnerHeadersCodes = {
  none: 0,
  identifier: 1,
  contact: 2,
  both: 3,
} as const satisfies Record<PartnerHeaders, number>;

export const outcomeOf = decoder<Outcome>(outcomeCodes);
export const sourceOf = decoder<Source>(sourceCodes);
export const networkErrorOf = nullable(decoder<NetworkError>(networkErrorCodes));
export const blockedReasonOf = nullable(decoder<BlockedReason>(blockedReasonCodes));
export const partnerHeadersOf = nullable(decoder<PartnerHeaders>(partnerHeadersCodes));
export const stopReasonOf = nullable(decoder<StopReason>(stopReasonCodes));

/** The code of a network error; NULL stands for none. */
export function codeOfNetworkError(word: NetworkError | null): number | null {
  return word === null ? null : networkErrorCodes[word];
}

/** The code of a reason; NULL stands for none. */
export function codeOfBlockedReason(word: BlockedReason | null): number | null {
  return word === null ? null : blockedReasonCodes[word];
}

/** The code of a reason; NULL stands for none. */
export function codeOfStopReason(word: StopReason | null): number | null {
  return word === null ? null : stopReasonCodes[word];
}

/** The code of a set of headers; NULL stands for none. */
export function codeOfPartnerHeaders(word: PartnerHeaders | null): number | null {
  return word === null ? null : partnerHeadersCodes[word];
}

function decoder<Word extends string>(codes: Readonly<Record<Word, number>>): (code: number) => Word {
  const words = new Map<number, Word>();
  for (const word of Object.keys(codes) as Word[]) words.set(codes[word], word);
  return (code) => {
    const word = words.get(code);
    if (word === undefined) throw new Error(`the database holds the code ${code}, which this version does not know`);
    return word;
  };
}

function nullable<Word>(decode: (code: number) => Word): (code: number | null) => Word | null {
  return (code) => (code === null ? null : decode(code));
}
