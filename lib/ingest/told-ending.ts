import type { NetworkError } from "#lib/model/attempt";
import { networkErrors } from "#lib/model/attempt";
import { type Outcome, outcomeOfStatus } from "#lib/model/outcome";

export type Ending = { readonly outcome: Outcome; readonly networkError: NetworkError | null };

/** `aborted`: the caller left. `timeout`: which one depends on whether the answer had begun. */
type Meaning = NetworkError | "aborted" | "timeout";

/**
 * How errors are called by Node, undici, browsers, Python, Ruby, Go, Java and PHP. The first that fits counts, so what
 * says more stands above what says less.
 */
const meanings: readonly (readonly [RegExp, Meaning])[] = [
  [
    /ENOTFOUND|EAI_|getaddrinfo|UnknownHost|NAME_NOT_RESOLVED|NXDOMAIN|no such host|(?:not|n't) resolve|\bdns\b/i,
    "dns",
  ],
  [/name or service not known|name resolution|nodename nor servname|NameResolutionError|ResolutionError/i, "dns"],
  [
    /CONNECT_TIMEOUT|Connect(?:ion)?\s?Time(?:d\s)?out|OpenTimeout|CONNECTION_TIMED_OUT|connect ETIMEDOUT|dial .*timeout/i,
    "connect_timeout",
  ],
  [/HEADERS_TIMEOUT|awaiting (?:response )?headers/i, "head_timeout"],
  [/BODY_TIMEOUT|reading body/i, "body_timeout"],
  [/certificate|\bERR_CERT|\bCERT_|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET)|DEPTH_ZERO|x509|ERR_SSL|ERR_TLS/i, "tls"],
  [/\bEPROTO\b|SSL_?(?:Error|Handshake|Exception)|OpenSSL|SSLV3|\bTLS\b|tls:|TLSV1/i, "tls"],
  [/INCOMPLETE_CHUNKED|CONTENT_LENGTH_MISMATCH|IncompleteRead|unexpected EOF|ChunkedEncoding|premature/i, "truncated"],
  [/ECONNREFUSED|refused|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|no route to host/i, "refused"],
  [/ADDRESS_UNREACHABLE|INTERNET_DISCONNECTED|network is unreachable|HttpHostConnect/i, "refused"],
  [/ReadTimeout|read timed? ?out|SocketTimeout|timed out reading|HttpTimeout/i, "timeout"],
  [/TimeoutError|deadline|\bE?(?:SOCKET)?TIMEDOUT\b|TIMED_OUT|time(?:d\s?)?[ -]?out/i, "deadline"],
  [/AbortError|ERR_ABORTED|BINDING_ABORTED|\baborted\b|cancell?ed|CancelledError|ECANCELED/i, "aborted"],
  [/ECONNRESET|ECONNABORTED|EPIPE|broken pipe|hang up|reset|RemoteDisconnected|ServerDisconnected/i, "reset"],
  [/ERR_EMPTY_RESPONSE|NoHttpResponse|UND_ERR_SOCKET|other side closed|CONNECTION_CLOSED|NETWORK_CHANGED/i, "reset"],
  [/connection (?:was )?(?:closed|aborted|lost)|EOFError|end of file|\bEOF\b|ERR_HTTP2|ERR_QUIC/i, "reset"],
];
const readCharsMax = 500;
const ownWords: ReadonlySet<string> = new Set(networkErrors);

/**
 * How an attempt ended, from its status and whatever text the sender has for an error. An answer's status counts, but
 * for one below 400 whose error says that the transport failed: it was cut off after its head.
 */
export function endingOf(status: number | null, error: string | null): Ending {
  const meaning = error === null ? null : meaningOf(error.slice(0, readCharsMax), status !== null);
  if (status === null) {
    if (meaning === "aborted") return { outcome: "aborted", networkError: null };
    return { outcome: "network_error", networkError: meaning ?? "other" };
  }
  const cutOff = status < 400 && meaning !== null && meaning !== "other";
  if (!cutOff) return { outcome: outcomeOfStatus(status), networkError: null };
  if (meaning === "aborted") return { outcome: "aborted", networkError: null };
  return { outcome: "network_error", networkError: meaning };
}

function meaningOf(text: string, answered: boolean): NetworkError | "aborted" | null {
  const word = text.trim();
  if (isNetworkError(word)) return word;
  const meaning = meanings.find(([pattern]) => pattern.test(word))?.[1] ?? null;
  if (meaning !== "timeout") return meaning;
  return answered ? "body_timeout" : "head_timeout";
}

function isNetworkError(word: string): word is NetworkError {
  return ownWords.has(word);
}
