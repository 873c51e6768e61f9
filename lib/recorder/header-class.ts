import { classifyKey } from "#lib/recorder/key-class";

/**
 * `shown` its value is kept; `id` too, and may look like a token; `credential` its value is a secret wherever it is
 * echoed; `known` hidden, but nothing worth searching for; `unknown` hidden, and a secret if it looks like one.
 */
export type HeaderClass = "shown" | "id" | "credential" | "known" | "unknown";

const shown = names(
  "content-type content-length content-encoding accept user-agent retry-after date x-collection-range deprecation",
  "sunset x-kisi-integration-identifier",
);
const shownBeginning = /^(?:x-)?ratelimit-/;
const ids = names("x-request-id cf-ray traceparent");
const known = names(
  "host connection keep-alive accept-encoding accept-language accept-charset cache-control pragma expires age etag",
  "last-modified if-none-match if-modified-since vary via server origin referer transfer-encoding te trailer upgrade",
  "expect allow location content-language content-disposition content-security-policy strict-transport-security",
  "x-frame-options x-content-type-options x-xss-protection x-powered-by x-runtime x-kisi-integration-contact alt-svc",
  "forwarded x-forwarded-for x-forwarded-host x-forwarded-proto x-real-ip referrer-policy permissions-policy",
  "request-id x-correlation-id x-trace-id x-b3-traceid x-b3-spanid x-amzn-trace-id x-amz-cf-id x-amz-request-id",
  "x-amz-id-2 sentry-trace baggage idempotency-key x-served-by x-cache x-timer",
  "cf-cache-status nel report-to server-timing content-transfer-encoding tracestate",
);

/** What is to be done with a header. `name` in any case. */
export function classifyHeader(name: string): HeaderClass {
  const lower = name.toLowerCase();
  if (shown.has(lower) || shownBeginning.test(lower)) return "shown";
  if (ids.has(lower)) return "id";
  if (known.has(lower)) return "known";
  return classifyKey(lower) === "credential" ? "credential" : "unknown";
}

function names(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(" ")));
}
