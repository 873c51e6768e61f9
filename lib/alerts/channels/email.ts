import { createTransport } from "nodemailer";
import { z } from "zod";
import { alertMail } from "#lib/alerts/channels/alert-mail";
import { digestMail } from "#lib/alerts/channels/digest-mail";
import type { Mail } from "#lib/alerts/channels/mail";
import type { SendResult } from "#lib/alerts/channels/send-result";
import type { OutgoingMessage } from "#lib/alerts/channels/webhook";
import { alertMessageSchema } from "#lib/model/alert-message";
import { digestMessageSchema } from "#lib/model/digest";

/** SMTP_URL and SMTP_FROM. */
export type MailServer = { readonly url: string; readonly from: string };

export type SendEmail = (target: { readonly address: string }, message: OutgoingMessage) => Promise<SendResult>;

const timeoutMs = 15_000;

const mailMessageSchema = z.discriminatedUnion("type", [alertMessageSchema, digestMessageSchema]);

/** Makes the way to a mail server. Nothing is repeated here: 4xx replies and lost connections come back as `later`. */
export function createSendEmail({ url, from }: MailServer): SendEmail {
  const transport = createTransport({
    url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // What stands in a message is text, never a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ address }, { id, payload }) => {
    const { subject, text, html } = mailOf(payload);
    try {
      const { response } = await transport.sendMail({
        from,
        to: { name: "", address },
        subject: `[Ajar] ${subject}`,
        // The same on each try, so that a mailbox can tell a repeat.
        messageId: `<${id}@ajar>`,
        text,
        html,
        headers: { "Auto-Submitted": "auto-generated" },
      });
      return { kind: "delivered", words: response };
    } catch (error) {
      return resultOf(error);
    }
  };
}

function resultOf(error: unknown): SendResult {
  const reply = error instanceof Error && "responseCode" in error ? error.responseCode : null;
  const words = error instanceof Error ? error.message : "it failed without a reason";
  // RFC 5321 §4.2.1: 5yz is for good, 4yz is for now.
  if (typeof reply === "number" && reply >= 500) return { kind: "refused", words };
  return { kind: "later", words, waitMs: null };
}

/** The digest of a week comes the same way as alerts, and only to mailboxes. */
function mailOf(payload: string): Mail {
  const message = mailMessageSchema.parse(JSON.parse(payload));
  return message.type === "digest.weekly" ? digestMail(message) : alertMail(message);
}
