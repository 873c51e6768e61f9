import type { Advice } from "#lib/kisi/advice";
import type { CollectionRange } from "#lib/kisi/collection-range";
import type { BlockedReason, NetworkError } from "#lib/model/attempt";
import type { AttemptOfCall, Call } from "#lib/model/call";
import type { GuardHold } from "#lib/model/guard";
import type { Outcome } from "#lib/model/outcome";

/** A list that Kisi answered, as a small table. */
export type AnswerRows = {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly id: string; readonly cells: readonly string[] }[];
};

/** One call made from the Console, as the page shows it: nothing in here is secret. */
export type ConsoleAnswer = {
  readonly callId: string;
  readonly operationId: string;
  readonly status: number | null;
  readonly outcome: Outcome;
  readonly networkError: NetworkError | null;
  readonly blockedReason: BlockedReason | null;
  /** Why the guard held it; null if it did not. */
  readonly hold: GuardHold | null;
  /** What happened and, after a door action, what to check. */
  readonly sentence: string;
  /** What a failure means, by Kisi's error code if it sent one; null if all went well. */
  readonly advice: Pick<Advice, "title" | "meaning" | "rule"> | null;
  readonly latencyMs: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly bodyText: string | null;
  /** Why an answer has no body to show, or what is wrong with it; null if all is well, or if there was no answer. */
  readonly bodyNote: string | null;
  readonly collectionRange: CollectionRange | null;
  readonly rows: AnswerRows | null;
  /** Null if the log could not be read back. */
  readonly logged: { readonly call: Call; readonly attempts: readonly AttemptOfCall[] } | null;
  readonly timeZone: string;
};

/** What was typed, so that it still stands there after the answer. */
export type TypedValues = Readonly<Record<string, string>>;

export type ConsoleState =
  | { readonly kind: "idle" }
  | {
      readonly kind: "invalid";
      readonly message: string;
      readonly errors: Readonly<Record<string, string>>;
      readonly values: TypedValues;
    }
  | { readonly kind: "answered"; readonly answer: ConsoleAnswer; readonly values: TypedValues };
