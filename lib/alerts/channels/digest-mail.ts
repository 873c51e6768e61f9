import { wordDigest } from "#lib/alerts/channels/digest-words";
import { escapeHtml } from "#lib/alerts/channels/escape-html";
import type { Mail } from "#lib/alerts/channels/mail";
import type { DigestMessage } from "#lib/model/digest";

/** The digest as a mail. */
export function digestMail(message: DigestMessage): Mail {
  const words = wordDigest(message);
  const { title, range, remarks, figures, sections, url } = words;
  const text = [
    title,
    range,
    ...remarks,
    figures.map(({ label, value, note }) => `${label}: ${value}${note === "" ? "" : `; ${note}`}`).join("\n"),
    ...sections.map((section) => [section.title, ...section.lines.map((line) => `- ${line.text}`)].join("\n")),
    url,
  ];
  // A subject that is all ASCII needs no encoding.
  return { subject: title.replaceAll("\u00a0", " "), text: `${text.join("\n\n")}\n`, html: htmlOf(words) };
}

const quiet = "color:#555b63";

function htmlOf({ title, range, remarks, figures, sections, url }: ReturnType<typeof wordDigest>): string {
  const rows = figures.map(
    ({ label, value, note }) =>
      `<tr><td style="padding:4px 16px 4px 0;${quiet}">${escapeHtml(label)}</td>` +
      `<td style="padding:4px 16px 4px 0;font-weight:600">${escapeHtml(value)}</td>` +
      `<td style="padding:4px 0;${quiet}">${escapeHtml(note)}</td></tr>`,
  );
  const lineOf = (line: { readonly text: string; readonly url: string | null }) =>
    line.url === null ? escapeHtml(line.text) : `<a href="${escapeHtml(line.url)}">${escapeHtml(line.text)}</a>`;
  return [
    '<!doctype html><html lang="en"><body style="font:15px/1.5 system-ui,sans-serif;color:#1a1d21;max-width:40em">',
    `<h1 style="font-size:18px;margin:0 0 4px">${escapeHtml(title)}</h1>`,
    `<p style="margin:0 0 12px;${quiet}">${escapeHtml(range)}</p>`,
    ...remarks.map((remark) => `<p>${escapeHtml(remark)}</p>`),
    `<table role="presentation" style="border-collapse:collapse;margin:0 0 12px">${rows.join("")}</table>`,
    ...sections.map(
      (section) =>
        `<h2 style="font-size:15px;margin:16px 0 4px">${escapeHtml(section.title)}</h2>` +
        `<ul style="margin:0;padding-left:20px">${section.lines.map((line) => `<li>${lineOf(line)}</li>`).join("")}</ul>`,
    ),
    `<p style="margin-top:16px"><a href="${escapeHtml(url)}">Open in Ajar</a></p>`,
    "</body></html>",
  ].join("");
}
