import type { Outcome } from "#lib/model/outcome";

/** How an outcome is named and drawn, everywhere. Word and texture stand beside the colour, never colour alone. */
export type OutcomeLook = {
  /** Short code, for legends and chips. */
  readonly code: string;
  readonly word: string;
  /** CSS colour. */
  readonly color: string;
  /** Tailwind class of the same colour as background. */
  readonly fill: string;
  readonly texture: "solid" | "diagonal" | "dots" | "backslash" | "outline";
};

export const outcomeLooks: Readonly<Record<Outcome, OutcomeLook>> = {
  success: { code: "2xx", word: "success", color: "var(--s-2xx)", fill: "bg-s-2xx", texture: "solid" },
  redirect: { code: "3xx", word: "redirect", color: "var(--s-3xx)", fill: "bg-s-3xx", texture: "solid" },
  client_error: { code: "4xx", word: "client error", color: "var(--s-4xx)", fill: "bg-s-4xx", texture: "solid" },
  rate_limited: { code: "429", word: "rate limited", color: "var(--s-429)", fill: "bg-s-429", texture: "diagonal" },
  server_error: { code: "5xx", word: "server error", color: "var(--s-5xx)", fill: "bg-s-5xx", texture: "backslash" },
  network_error: { code: "no answer", word: "no answer", color: "var(--s-none)", fill: "bg-s-none", texture: "dots" },
  aborted: { code: "aborted", word: "aborted", color: "var(--s-aborted)", fill: "bg-s-aborted", texture: "outline" },
  blocked: { code: "blocked", word: "never sent", color: "var(--s-blocked)", fill: "bg-s-blocked", texture: "outline" },
};
