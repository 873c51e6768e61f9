import { Webhook } from "standardwebhooks";
import type { Dispatcher } from "undici";
import { type PostOutcome, postOnce } from "#lib/alerts/channels/post";
import type { SendResult } from "#lib/alerts/channels/send-result";

export type WebhookTarget = {
  readonly url: string;
  /** `whsec_…` */
  readonly secret: string;
};

export type OutgoingMessage = {
  readonly id: string;
  /** The bytes that are signed and sent. */
  readonly payload: string;
};

export type SendContext = {
  readonly dispatcher: Dispatcher;
  readonly version: string;
  readonly nowMs: number;
  readonly signal: AbortSignal;
};

/**
 * Sends as Standard Webhooks has it (github.com/standard-webhooks/standard-webhooks/blob/main/spec): id, time and
 * signature in headers, 2xx is success, 410 means that the target wants no more, anything else is tried again.
 */
export async function sendWebhook(
  { url, secret }: WebhookTarget,
  { id, payload }: OutgoingMessage,
  { dispatcher, version, nowMs, signal }: SendContext,
): Promise<SendResult> {
  const sentAt = new Date(nowMs);
  const headers = {
    "content-type": "application/json",
    "user-agent": `Ajar/${version}`,
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(nowMs / 1_000)),
    "webhook-signature": new Webhook(secret).sign(id, sentAt, payload),
  };
  return resultOf(await postOnce(dispatcher, { url, headers, body: payload }, { nowMs, signal }));
}

function resultOf(outcome: PostOutcome): SendResult {
  if ("failure" in outcome) return { kind: "later", words: outcome.failure, waitMs: null };
  const { status, words, retryAfterMs } = outcome;
  if (status >= 200 && status < 300) return { kind: "delivered", words };
  if (status === 410) return { kind: "gone", words };
  if (status >= 300 && status < 400) {
    return { kind: "later", words: `${words} (redirects are not followed)`, waitMs: retryAfterMs };
  }
  return { kind: "later", words, waitMs: retryAfterMs };
}
