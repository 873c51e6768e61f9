import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pathHeader, peerHeader, schemeHeader } from "#lib/auth/trusted-headers";
import { askForBody } from "#lib/front/ask-for-body";
import { isCrossSiteWrite } from "#lib/front/cross-site";
import { answerHealth, type HealthApp } from "#lib/front/health";
import { createHostCheck, hostOf } from "#lib/front/host-check";
import { peerOf, schemeOf } from "#lib/front/peer";
import { apiPolicy, baseHeaders, pagePolicy } from "#lib/front/security-headers";
import { sendProblem } from "#lib/front/send";
import { allowedMethods } from "#lib/http/allowed-methods";
import { type Problem, problem } from "#lib/http/problem";
import type { App } from "#lib/server/app";

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

type FrontApp = Pick<App, "env"> & HealthApp;
type FrontOptions = {
  readonly app: FrontApp;
  readonly gateway: Handler;
  readonly live: Handler;
  readonly metrics: Handler;
  /** False if a path is none of its own. */
  readonly ingest: (request: IncomingMessage, response: ServerResponse) => boolean;
  readonly next: Handler;
  readonly development: boolean;
};

/**
 * The first to see every request: refuses unknown hosts and cross-site writes, answers health checks, the gateway, the
 * live stream, metrics and ingest itself, and hands pages and the JSON API to Next with the policy and the peer's address set.
 */
export function createFront({ app, gateway, live, metrics, ingest, next, development }: FrontOptions): Handler {
  const isAllowedHost = createHostCheck(app.env.allowedHosts, app.env.publicUrl);
  return (request, response) => {
    const refusal = refusalOf(request, isAllowedHost);
    if (refusal) {
      sendProblem(response, refusal);
      return;
    }
    if (answerHealth(app, request, response)) return;
    const path = request.url?.split("?", 1)[0];
    // A program that asks for the base itself is told so by the gateway, not shown a page.
    if (path === "/kisi" || path?.startsWith("/kisi/")) return gateway(request, response);
    if (path === "/api/v1/live") return live(request, response);
    if (path === "/metrics") return metrics(request, response);
    if (ingest(request, response)) return;
    if (refuseMethod(request, response)) return;
    askForBody(request, response);
    setTrustedHeaders(app, request);
    setPolicy(request, response, development);
    return next(request, response);
  };
}

/** Why a request goes no further, whatever it asks for; null if it may. */
function refusalOf(request: IncomingMessage, isAllowedHost: (host: string) => boolean): Problem | null {
  const host = hostOf(request);
  // RFC 9112 §3.2 asks for this of 1.1 alone.
  if (host === undefined && request.httpVersion === "1.1") return noHost;
  if (host === undefined || !isAllowedHost(host)) return misdirected;
  if (!spokenVersions.has(request.httpVersion)) return unknownVersion;
  if (!request.url?.startsWith("/")) return badTarget;
  if (request.method === "TRACE") return noTrace;
  return isCrossSiteWrite(request, host) ? crossSite : null;
}

/** Node's parser takes others, too. */
const spokenVersions = new Set(["1.0", "1.1"]);

const noHost = problem(400, "No Host", "A request has to name one host in its Host header.");
const misdirected = problem(
  421,
  "Misdirected request",
  "This Host is not served here. Add it to AJAR_ALLOWED_HOSTS, or set AJAR_PUBLIC_URL.",
);
const unknownVersion = problem(505, "HTTP version not supported", "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
const badTarget = problem(400, "Bad target", "The request target must begin with a slash.");
/** It would repeat the request, and with it a key that was added on the way. */
const noTrace = problem(405, "Method not allowed", "TRACE is not answered here.");
const crossSite = problem(403, "Cross-site request", "Another site may not change anything here.");

/** Next would answer a method that an address of the API does not know without a word. */
function refuseMethod({ url = "", method = "GET" }: IncomingMessage, response: ServerResponse): boolean {
  if (!url.startsWith("/api/")) return false;
  const path = url.split("?", 1)[0] ?? "";
  const allowed = allowedMethods(path);
  if (allowed.includes(method)) return false;
  const body = problem(405, "Method not allowed", `${method} is not answered here: use ${allowed.join(", ")}.`);
  sendProblem(response, body, { allow: allowed.join(", ") });
  return true;
}

/** Headers that Next or the pages would believe, so that only the front, or a proxy the operator trusts, may set them. */
const believed = ["x-middleware-subrequest", "x-middleware-rewrite", "x-middleware-next", "x-nonce"];
const believedFromProxy = ["x-forwarded-host", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-port", "forwarded"];

function setTrustedHeaders(app: FrontApp, request: IncomingMessage): void {
  const peer = peerOf(request, app.env.trustProxy);
  const scheme = schemeOf(request, app.env.trustProxy);
  for (const name of believed) delete request.headers[name];
  if (!app.env.trustProxy) for (const name of believedFromProxy) delete request.headers[name];
  request.headers[peerHeader] = peer;
  request.headers[schemeHeader] = scheme;
  request.headers[pathHeader] = request.url;
}

function setPolicy(request: IncomingMessage, response: ServerResponse, development: boolean): void {
  for (const [name, value] of Object.entries(baseHeaders)) response.setHeader(name, value);
  if (request.url?.startsWith("/api/")) {
    response.setHeader("content-security-policy", apiPolicy);
    return;
  }
  const nonce = randomBytes(16).toString("base64");
  const policy = pagePolicy(nonce, development);
  // Next reads the nonce for its own scripts from the request's policy, the theme script reads it from x-nonce.
  request.headers["content-security-policy"] = policy;
  request.headers["x-nonce"] = nonce;
  response.setHeader("content-security-policy", policy);
}
