import type { NetworkError } from "#lib/model/attempt";

/** How far an exchange had come: no connection yet, request handed to a connection, head of the answer seen. */
export type Stage = "connecting" | "sent" | "answering";

const byCode: Readonly<Record<string, NetworkError>> = {
  UND_ERR_CONNECT_TIMEOUT: "connect_timeout",
  UND_ERR_HEADERS_TIMEOUT: "head_timeout",
  UND_ERR_BODY_TIMEOUT: "body_timeout",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "truncated",
};
const unreachable = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
]);
const lost = new Set(["ECONNRESET", "ECONNABORTED", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENETDOWN"]);
/** Codes of `node:tls` and of OpenSSL's certificate check. */
const tlsCode =
  /^(?:ERR_TLS_|ERR_SSL_|EPROTO|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERROR_IN_C|INVALID_|PATH_LENGTH_|HOSTNAME_)/;

/** What an error of undici or of the socket below it means. Pure: the stage tells apart what shares a code. */
export function networkErrorOf(error: unknown, stage: Stage): NetworkError {
  const code = codeOf(error);
  const known = byCode[code];
  if (known) return known;
  if (stage === "connecting") return connectErrorOf(error, code);
  if (lost.has(code)) return "reset";
  // The parser tells this one in words only.
  if (messageOf(error).includes("Invalid EOF state")) return "truncated";
  // The other side closed the connection in good order, but too early.
  if (code === "UND_ERR_SOCKET" && !messageOf(error).startsWith("bad ")) {
    return stage === "answering" ? "truncated" : "reset";
  }
  return "other";
}

function connectErrorOf(error: unknown, code: string): NetworkError {
  if (messageOf(error).includes("before secure TLS connection")) return "tls";
  if (code === "ENOTFOUND" || code.startsWith("EAI_")) return "dns";
  if (code === "ETIMEDOUT") return "connect_timeout";
  if (unreachable.has(code)) return "refused";
  return tlsCode.test(code) ? "tls" : "other";
}

/** An `AggregateError` stands for one attempt at each address of the host. */
function codeOf(error: unknown): string {
  const own = ownCode(error);
  if (own === "" && error instanceof AggregateError) return ownCode(error.errors[0]);
  return own;
}

function ownCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "";
}
