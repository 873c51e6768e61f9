import type { ServerResponse } from "node:http";
import { sendProblem } from "#lib/front/send";
import type { Forwarded } from "#lib/gateway/gateway";
import { forwardResponseHeaders } from "#lib/gateway/headers";
import { guardProblem } from "#lib/http/guard-problem";
import { problem } from "#lib/http/problem";
import type { CallResult } from "#lib/outbound/exchange";

type Answer = Extract<CallResult, { kind: "answer" }>;

/** What Node can put on a status line. */
const sendableReason = /^[\t\x20-\x7e\x80-\xff]*$/;

/** So long the head waits for the body's first chunk, which may be held for a commit, to leave together with it. */
const headWaitMs = 50;

/**
 * Hands a call's result to the caller: the upstream's answer byte for byte, with `X-Ajar-Call` and `X-Ajar-Attempts`
 * behind its headers, or a problem of Ajar's own. Rejects if the caller leaves, or if the answer breaks off.
 */
export async function passOn({ callId, result }: Forwarded, response: ServerResponse): Promise<void> {
  switch (result.kind) {
    case "answer":
      return passAnswer(callId, result, response);
    case "no_answer": {
      const { timedOut, outcomeUnknown, attempts } = result;
      const about = outcomeUnknown ? unknownOutcome : notProcessed;
      const body = timedOut
        ? problem(504, "No answer in time", `Kisi did not answer in time. ${about}`)
        : problem(502, "No answer", `Kisi did not answer. ${about}`);
      sendProblem(response, body, { "X-Ajar-Call": callId, "X-Ajar-Attempts": String(attempts) });
      return;
    }
    case "blocked": {
      const retryAfter = String(Math.max(1, Math.ceil(result.retryAfterMs / 1_000)));
      const headers = { "X-Ajar-Call": callId, "X-Ajar-Attempts": "0", "Retry-After": retryAfter };
      sendProblem(response, result.reason === "guard" ? guardProblem(result.hold) : blocked[result.reason], headers);
      return;
    }
    default:
      result satisfies never;
  }
}

async function passAnswer(callId: string, answer: Answer, response: ServerResponse): Promise<void> {
  const { status, statusText, headers, body, attempts } = answer;
  // Set as one list, headers keep their order, case and repeats; a single `setHeader` before it would fold them.
  response.sendDate = false;
  response.writeHead(status, sendableReason.test(statusText) ? statusText : "", [
    ...forwardResponseHeaders(headers),
    "X-Ajar-Call",
    callId,
    "X-Ajar-Attempts",
    String(attempts),
  ]);
  // Not `flushHeaders`, which writes the head as UTF-8 and so changes every byte above 127.
  const flush = setTimeout(() => response.write("", "latin1"), headWaitMs);
  try {
    for await (const chunk of body) {
      clearTimeout(flush);
      if (!response.write(chunk)) await drained(response);
    }
  } finally {
    clearTimeout(flush);
  }
  response.end();
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    const onDrain = () => {
      response.off("close", onClose);
      resolve();
    };
    const onClose = () => {
      response.off("drain", onDrain);
      reject(new Error("the caller left"));
    };
    response.once("drain", onDrain);
    response.once("close", onClose);
  });
}

const unknownOutcome = "The request may have been processed all the same.";
const notProcessed = "No connection was made, so nothing was processed.";

const blocked = {
  pacer: problem(429, "Held by the pacer", "Never sent: its turn under Kisi's rate limit comes after its deadline."),
  breaker: problem(503, "Held by the breaker", "Never sent: Kisi has just failed several times in a row for this key."),
} as const;
