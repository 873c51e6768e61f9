import { type PostOutcome, postOnce } from "#lib/alerts/channels/post";
import type { SendResult } from "#lib/alerts/channels/send-result";
import type { OutgoingMessage, SendContext } from "#lib/alerts/channels/webhook";
import { wordMessage } from "#lib/alerts/message-words";
import { alertMessageSchema } from "#lib/model/alert-message";

/** What Slack says of a webhook that will never take anything again. */
const goneWords = /no_service|no_team|team_disabled|channel_is_archived|channel_not_found|invalid_token/;

/** Posts to an incoming webhook. Slack answers 200 `ok`, 429 with `Retry-After`, or a word that says what is wrong. */
export async function sendSlack(
  { url }: { readonly url: string },
  { payload }: OutgoingMessage,
  { dispatcher, version, nowMs, signal }: SendContext,
): Promise<SendResult> {
  const body = JSON.stringify(slackBody(payload));
  const headers = { "content-type": "application/json; charset=utf-8", "user-agent": `Ajar/${version}` };
  return resultOf(await postOnce(dispatcher, { url, headers, body }, { nowMs, signal }));
}

function slackBody(payload: string): { readonly text: string; readonly unfurl_links: false } {
  const { title, summary, subjects, times, runbook, url } = wordMessage(alertMessageSchema.parse(JSON.parse(payload)));
  const lines = [
    `*${escapeSlack(title)}*`,
    escapeSlack(summary),
    ...subjects.map((subject) => `• ${escapeSlack(subject)}`),
    escapeSlack(times),
    ...(runbook === null ? [] : [escapeSlack(runbook)]),
    `<${url}|Open in Ajar>`,
  ];
  return { text: lines.join("\n"), unfurl_links: false };
}

/** Slack's three control characters; without them no text becomes a link or a mention. */
function escapeSlack(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function resultOf(outcome: PostOutcome): SendResult {
  if ("failure" in outcome) return { kind: "later", words: outcome.failure, waitMs: null };
  const { status, words, retryAfterMs } = outcome;
  if (status >= 200 && status < 300) return { kind: "delivered", words };
  if (status === 410 || goneWords.test(words)) return { kind: "gone", words };
  if (status === 429 || status >= 500) return { kind: "later", words, waitMs: retryAfterMs };
  return { kind: "refused", words };
}
