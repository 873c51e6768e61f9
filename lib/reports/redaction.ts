import type { Exchange, RecordedAttempt } from "#lib/model/attempt";

/** Stands wherever something was taken out, also by the recorder. */
export const redactedMark = "[redacted]";

/** Headers of an answer that name the request at Kisi or on the way to it. */
const requestIdNames = new Set(["x-request-id", "cf-ray", "traceparent", "x-amzn-trace-id", "request-id"]);

type TextRedaction = { readonly redactText: (text: string) => string; readonly hideKnown: (text: string) => string };

/** How the texts of one report are redacted. */
export type ReportRedaction = {
  readonly text: (text: string) => string;
  readonly maybe: (text: string | null) => string | null;
  readonly attempt: <Row extends Pick<RecordedAttempt, "path" | "errorCode" | "errorMessage">>(row: Row) => Row;
  readonly exchange: (exchange: Exchange) => Exchange;
};

/** The redaction of every way out, and on top the words that a person wants to be hidden, in any case of letters. */
export function createReportRedaction(shared: TextRedaction, hide: readonly string[]): ReportRedaction {
  const hideWords = createWordHider(hide);
  const text = (value: string) => hideWords(shared.redactText(value));
  const maybe = (value: string | null) => (value === null ? null : text(value));
  const header = ([name, value]: readonly [string, string]): [string, string] => [
    text(name),
    requestIdNames.has(name.toLowerCase()) ? hideWords(shared.hideKnown(value)) : text(value),
  ];
  return {
    text,
    maybe,
    attempt: (row) => ({
      ...row,
      path: text(row.path),
      errorCode: maybe(row.errorCode),
      errorMessage: maybe(row.errorMessage),
    }),
    exchange: (exchange) => ({
      ...exchange,
      requestHeaders: exchange.requestHeaders.map(header),
      requestBody: maybe(exchange.requestBody),
      responseHeaders: exchange.responseHeaders.map(header),
      responseBody: maybe(exchange.responseBody),
    }),
  };
}

/** The headers of an answer by which Kisi finds the request again. */
export function requestIdsOf(exchange: Exchange | null): { name: string; value: string }[] {
  if (!exchange) return [];
  return exchange.responseHeaders
    .filter(([name, value]) => requestIdNames.has(name.toLowerCase()) && value !== redactedMark)
    .map(([name, value]) => ({ name: name.toLowerCase(), value }));
}

function createWordHider(words: readonly string[]): (text: string) => string {
  if (words.length === 0) return (text) => text;
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map(escapePattern).join("|"), "gi");
  return (text) => text.replace(pattern, redactedMark);
}

function escapePattern(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
