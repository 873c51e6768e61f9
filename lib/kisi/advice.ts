import { classTexts, statusTexts } from "#lib/kisi/advice/status-texts";
import type { AdviceText } from "#lib/kisi/advice/text";
import { abortedText, blockedTexts, networkTexts } from "#lib/kisi/advice/unanswered-texts";
import { findErrorCode } from "#lib/kisi/error-codes";
import type { ErrorCodeEntry, Side } from "#lib/kisi/error-codes/entry";
import type { BlockedReason, NetworkError } from "#lib/model/attempt";
import { type Outcome, statusClassOf } from "#lib/model/outcome";

/** Whether and how the same request may be sent again. */
export type Repeat =
  /** It ended well. */
  | "not_needed"
  /** Not until someone has changed something. */
  | "never"
  /** It moves a door: a person may, after looking; no program may. */
  | "by_hand"
  | "with_backoff"
  /** After `Retry-After`, or with backoff where the answer has none. */
  | "after_wait"
  /** With backoff, if doing it twice does no harm: Kisi has no idempotency key. */
  | "only_if_repeat_safe";

export type AdviceInput = {
  readonly status: number | null;
  readonly outcome: Outcome;
  readonly networkError: NetworkError | null;
  readonly blockedReason: BlockedReason | null;
  readonly errorCode: string | null;
  readonly doorAction: boolean;
  readonly method: string;
};

export type Advice = {
  readonly title: string;
  /** What the error code means where Kisi has published it, else, and for most codes of a 401, what the status means. */
  readonly meaning: string;
  /** What is known of the error code; null without one, or for one that Kisi has not published. */
  readonly code: ErrorCodeEntry | null;
  /** What Kisi's rules say to do about such an answer, and what Ajar does. */
  readonly rule: string;
  readonly steps: readonly string[];
  readonly retryable: Repeat;
  readonly side: Side;
  /** Kisi's page with the rule. */
  readonly docsUrl: string;
};

const errorHandlingUrl = "https://docs.kisi.io/api/get_started/error_handling";

const doorSteps = {
  unknown: "It is not certain what the door did: look at it, or at its events in Kisi, before anyone tries again.",
  notDone: "The door got nothing. If it is still wanted, a person should press once more; no program should.",
};

const repeatableMethods = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE"]);
const neverConnected: ReadonlySet<NetworkError | null> = new Set(["refused", "dns", "tls", "connect_timeout"]);

/** What an ending means, whose business it is, and what to do now. Kisi's rules are those of its error handling page. */
export function adviceFor(input: AdviceInput): Advice {
  const text = textOf(input);
  const code = input.errorCode === null ? undefined : findErrorCode(input.errorCode);
  // By Kisi's page a 401 is failed authentication: a code such as "Access denied." must not hide a dead key.
  const telling = input.status === 401 && code?.area !== "sign_in" ? undefined : code;
  return {
    title: text.title,
    meaning: telling?.meaning ?? text.meaning,
    code: code ?? null,
    rule: ruleOf(input),
    steps: [...doorStepsOf(input), ...(telling?.checks ?? text.steps)],
    retryable: repeatOf(input),
    side: telling?.side ?? text.side,
    docsUrl: errorHandlingUrl,
  };
}

/** The retry table of Ajar's call loop, as advice. */
function repeatOf({ outcome, status, networkError, blockedReason, doorAction, method }: AdviceInput): Repeat {
  if (outcome === "success" || outcome === "redirect") return "not_needed";
  if (outcome === "client_error" || blockedReason === "guard") return "never";
  if (doorAction) return "by_hand";
  if (outcome === "aborted") return "never";
  if (outcome === "rate_limited" || outcome === "blocked") return "after_wait";
  if (outcome === "network_error" && status !== null) return "never";
  const repeatable = repeatableMethods.has(method.toUpperCase()) || neverConnected.has(networkError);
  return repeatable ? "with_backoff" : "only_if_repeat_safe";
}

function textOf({ outcome, status, networkError, blockedReason }: AdviceInput): AdviceText {
  if (outcome === "aborted") return abortedText;
  if (blockedReason) return blockedTexts[blockedReason];
  const isAnswered = status !== null && (networkError === null || status >= 400);
  if (isAnswered) return statusTexts[status] ?? classTexts[statusClassOf(status)];
  if (networkError === null) return classTexts[statusClassOf(status)];
  // A connection that breaks under an answer tells another story than one that breaks before it.
  return networkTexts[status !== null && networkError !== "body_timeout" ? "truncated" : networkError];
}

function doorStepsOf({ outcome, networkError, doorAction }: AdviceInput): string[] {
  if (!doorAction || outcome === "success" || outcome === "redirect" || outcome === "client_error") return [];
  const notDone = outcome === "rate_limited" || outcome === "blocked" || neverConnected.has(networkError);
  return [notDone ? doorSteps.notDone : doorSteps.unknown];
}

function ruleOf({ outcome, status, doorAction }: AdviceInput): string {
  const door = doorAction ? " Ajar never repeats what may move a door." : "";
  switch (outcome) {
    case "success":
    case "redirect":
      return "Kisi asks integrators to check the status of every answer; there is nothing to repeat here.";
    case "client_error":
      return "Kisi's rule: never repeat a 4xx automatically. Too many bad requests can get an integration suspended.";
    case "rate_limited":
      return `Kisi's rule: a 429 may be repeated, with exponential backoff.${door || " Ajar waits for Retry-After in full, or not at all where it is longer than the call may take."}`;
    case "server_error":
      return `Kisi's rule: the fault is Kisi's; repeat with exponential backoff.${door || " Ajar repeats only what is safe to do twice."}`;
    case "network_error":
      if (status !== null) {
        return `Kisi's rules do not speak of answers that break off.${door || " Ajar does not repeat them: Kisi has looked at the request."}`;
      }
      return `Kisi's rules do not speak of missing answers.${door || " Ajar treats them like a 5xx: backoff, and only what is safe to do twice."}`;
    case "aborted":
      return `Kisi's rules do not speak of callers that leave.${door}`;
    case "blocked":
      return "Nothing was sent, so it does not count towards a suspension.";
    default:
      return outcome satisfies never;
  }
}
