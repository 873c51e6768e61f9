import { createCredentialReader } from "#lib/kisi/credential-reader";
import type { Fingerprint } from "#lib/kisi/fingerprint";
import { matchRoute } from "#lib/kisi/route-matcher";
import type { Attempt } from "#lib/model/attempt";
import type { ObservedAttempt } from "#lib/outbound/exchange";
import { needlesOf } from "#lib/recorder/needles";
import type { ExtraRules } from "#lib/recorder/redaction";
import { toAttempt } from "#lib/recorder/to-attempt";

export const triedKinds = ["body", "form", "url", "headers", "message"] as const;
export type TriedKind = (typeof triedKinds)[number];

export type TryRedaction = (kind: TriedKind, text: string) => string | null;

type Options = {
  readonly fingerprint: (secret: string) => Fingerprint;
  readonly knownSecrets: () => readonly string[];
  readonly extraRules: () => ExtraRules;
};

/**
 * Makes the trial of the redaction: what would be stored of a text, had it stood in a request that Kisi refused; null
 * for what would not be kept at all. It is the recorder's own way, with no store at its end and nothing remembered.
 */
export function createTryRedaction({ fingerprint, knownSecrets, extraRules }: Options): TryRedaction {
  return (kind, text) => {
    const context = {
      credentialOf: createCredentialReader(fingerprint),
      needlesOfKey: needlesOf,
      shapeOf: () => null,
      knownSecrets: knownSecrets(),
      extra: extraRules(),
    };
    return shownOf(kind, toAttempt(triedAttempt(kind, text), context));
  };
}

function shownOf(kind: TriedKind, { path, errorMessage, exchange }: Attempt): string | null {
  switch (kind) {
    case "url":
      return path;
    case "headers":
      return exchange?.requestHeaders.map(([name, value]) => `${name}: ${value}`).join("\n") ?? null;
    case "message":
      return errorMessage;
    case "body":
    case "form":
      return exchange?.requestBody ?? null;
    default:
      return kind satisfies never;
  }
}

function triedAttempt(kind: TriedKind, text: string): ObservedAttempt {
  const path = kind === "url" ? text.trim() : "/locks";
  const method = "GET";
  const answer = Buffer.from(kind === "message" ? JSON.stringify({ error: text }) : "{}");
  return {
    request: {
      callId: "tried",
      ...{ method, origin: "https://api.kisi.io", path, route: matchRoute(method, path).route },
      headers: headersOf(kind, text),
      body: kind === "body" || kind === "form" ? Buffer.from(text) : null,
      ...{ credential: null, doorAction: false, repeatSafe: false, retriesMax: 0, deadlineMs: 0, paceLimits: [] },
      ...{ breakerKey: "", priority: "normal", guardOff: false, source: "console", integration: null },
    },
    ...{ attempt: 1, startedAtMs: 0, outcome: "client_error", status: 422, networkError: null, blockedReason: null },
    ...{ hold: null, responseHeaders: ["content-type", "application/json"], responseBody: answer },
    ...{ responseBodyBytes: answer.length, latencyMs: 0, ttfbMs: null, heldBackMs: 0, waitedMs: 0 },
    ...{ retryAfterMs: null, call: null },
  };
}

function headersOf(kind: TriedKind, text: string): string[] {
  if (kind === "form") return ["content-type", "application/x-www-form-urlencoded"];
  if (kind !== "headers") return ["content-type", "application/json"];
  return text.split(/\r?\n/).flatMap((line) => {
    const colon = line.indexOf(":");
    return colon < 1 ? [] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  });
}
