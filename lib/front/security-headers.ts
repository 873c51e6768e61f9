/** Headers of every answer, pages and API alike. */
export const baseHeaders: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  // Nothing leaves for other sites. With no-referrer browsers send `Origin: null` with forms, which Next refuses, so
  // that nobody could sign in without JavaScript.
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "x-frame-options": "DENY",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
};

/** For answers that no browser renders. */
export const apiPolicy = "default-src 'none'; frame-ancestors 'none'";

/**
 * The policy of a page. Next puts the nonce on its own scripts; recharts needs style attributes, hence
 * `style-src-attr`. Development needs eval and a socket for reloading.
 */
export function pagePolicy(nonce: string, development: boolean): string {
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return directives.join("; ");
}
