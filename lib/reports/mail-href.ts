import type { Outline } from "#lib/reports/outline";

/** Mail programs cut longer addresses off, some of them silently. */
const hrefCharsMax = 1_900;

/**
 * A `mailto:` with the report's subject and its first words; files cannot be attached by an address, so the text says
 * which to attach. Nothing is sent before a person presses Send.
 */
export function mailHref(to: string, outline: Outline, fileName: string): string {
  const rows = outline.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "facts" ? block.rows : [])),
  );
  const facts = rows.map(({ label, value }) => `${label}: ${value}`);
  const head = ["Hello Kisi Support,", "", outline.claim, ""];
  const foot = ["", `The whole report is attached: ${fileName}`];
  for (let shown = facts.length; ; shown--) {
    const body = [...head, ...facts.slice(0, shown), ...foot].join("\n").replaceAll("\u00a0", " ");
    const href = `mailto:${encodeURIComponent(to).replace("%40", "@")}?${mailQuery({ subject: outline.title, body })}`;
    if (href.length <= hrefCharsMax || shown === 0) return href;
  }
}

/** RFC 6068 knows no `+` for a blank, and lines end with CRLF. */
function mailQuery(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(value.replace(/\r?\n/g, "\r\n"))}`)
    .join("&");
}
