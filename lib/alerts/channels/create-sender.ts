import type { ChannelTarget } from "#lib/alerts/channels/channel-target";
import { createSendEmail, type MailServer } from "#lib/alerts/channels/email";
import { createGuardedAgent, type LookupAll } from "#lib/alerts/channels/guarded-agent";
import type { SendResult } from "#lib/alerts/channels/send-result";
import { sendSlack } from "#lib/alerts/channels/slack";
import { type OutgoingMessage, sendWebhook } from "#lib/alerts/channels/webhook";

/** Sends one message once. Never throws: what went wrong is in the result. */
export type Sender = {
  readonly send: (target: ChannelTarget, message: OutgoingMessage, signal: AbortSignal) => Promise<SendResult>;
  readonly close: () => Promise<void>;
};

type SenderOptions = {
  readonly allowPrivate: boolean;
  readonly mail: MailServer | null;
  readonly version: string;
  readonly now: () => number;
  readonly lookup?: LookupAll;
};

const noMail: SendResult = {
  kind: "later",
  words: "Ajar has no mail server: set SMTP_URL and SMTP_FROM, then start it anew",
  waitMs: null,
};

/** The one way out for messages, each kind of channel by its own means; every connection passes the guard. */
export function createSender({ allowPrivate, mail, version, now, lookup }: SenderOptions): Sender {
  const dispatcher = createGuardedAgent({ allowPrivate, ...(lookup ? { lookup } : {}) });
  const sendEmail = mail === null ? null : createSendEmail(mail);
  return {
    send: async (target, message, signal) => {
      const context = { dispatcher, version, nowMs: now(), signal };
      switch (target.kind) {
        case "webhook":
          return sendWebhook(target, message, context);
        case "slack":
          return sendSlack(target, message, context);
        case "email":
          return sendEmail === null ? noMail : sendEmail(target, message);
        default:
          target satisfies never;
          throw new Error("there is no such kind of channel");
      }
    },
    close: () => dispatcher.destroy(),
  };
}
