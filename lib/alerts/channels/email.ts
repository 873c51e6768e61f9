import { createTransport } from "nodemailer";
import type { SendResult } from "#lib/alerts/channels/send-result";
import type { OutgoingMessage } from "#lib/alerts/channels/webhook";
import { type MessageWords, wordMessage } from "#lib/alerts/message-words";
import { alertMessageSchema } from "#lib/model/alert-message";

/** SMTP_URL and SMTP_FROM. */
export type MailServer = { readonly url: string; readonly from: string };

export type SendEmail = (target: { readonly address: string }, message: OutgoingMessage) => Promise<SendResult>;

const timeoutMs = 15_000;

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
    const words = wordMessage(alertMessageSchema.parse(JSON.parse(payload)));
    try {
      const { response } = await transport.sendMail({
        from,
        to: { name: "", address },
        subject: `[Ajar] ${words.title}`,
        // The same on each try, so that a mailbox can tell a repeat.
        messageId: `<${id}@ajar>`,
        text: textOf(words),
        html: htmlOf(words),
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

function textOf({ title, summary, subjects, times, runbook, url }: MessageWords): string {
  const parts = [
    title,
    summary,
    subjects.map((subject) => `- ${subject}`).join("\n"),
    times,
    ...(runbook === null ? [] : [runbook]),
    url,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function htmlOf({ title, summary, subjects, times, runbook, url }: MessageWords): string {
  const list = subjects.map((subject) => `<li>${escapeHtml(subject)}</li>`).join("");
  return [
    '<!doctype html><html lang="en"><body style="font:15px/1.5 system-ui,sans-serif;color:#1a1d21;max-width:36em">',
    `<h1 style="font-size:18px;margin:0 0 12px">${escapeHtml(title)}</h1>`,
    `<p>${escapeHtml(summary)}</p>`,
    list === "" ? "" : `<ul>${list}</ul>`,
    `<p style="color:#555b63">${escapeHtml(times)}</p>`,
    runbook === null ? "" : `<p style="white-space:pre-wrap">${escapeHtml(runbook)}</p>`,
    `<p><a href="${escapeHtml(url)}">Open in Ajar</a></p>`,
    "</body></html>",
  ].join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
