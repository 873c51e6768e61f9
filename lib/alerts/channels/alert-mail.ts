import { escapeHtml } from "#lib/alerts/channels/escape-html";
import type { Mail } from "#lib/alerts/channels/mail";
import { type MessageWords, wordMessage } from "#lib/alerts/message-words";
import type { AlertMessage } from "#lib/model/alert-message";

/** What is told of an alert, as a mail. */
export function alertMail(message: AlertMessage): Mail {
  const words = wordMessage(message);
  return { subject: words.title, text: textOf(words), html: htmlOf(words) };
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
