import { formatBytes } from "#lib/format";
import type { AnswerBody } from "#lib/kisi/answer-body";
import type { KisiResult } from "#lib/kisi/client";
import { redactAnswer } from "#lib/recorder/redact-answer";
import { rowsOf } from "./answer-rows";
import type { ConsoleAnswer } from "./console-state";

type Shown = Pick<ConsoleAnswer, "headers" | "bodyText" | "bodyNote" | "collectionRange" | "rows">;

const nothing: Shown = { headers: [], bodyText: null, bodyNote: null, collectionRange: null, rows: null };

const brokeOff = "The body broke off, so it is not shown.";

/** What the page may show of an answer: secrets hidden, also those that `secrets` names wherever they are echoed. */
export function showAnswer(result: KisiResult, secrets: readonly string[]): Shown {
  if (result.kind !== "answer" && result.kind !== "cut_off") return nothing;
  const body: AnswerBody = result.kind === "answer" ? result.body : { kind: "empty" };
  // The client has decoded the body already.
  const headers = result.headers.filter(
    (_, index, all) => all[index - (index % 2)]?.toLowerCase() !== "content-encoding",
  );
  const shown = redactAnswer({ headers, body: Buffer.from(textOf(body)) }, secrets);
  return {
    headers: shown.headers,
    bodyText: shown.body,
    bodyNote: result.kind === "cut_off" ? brokeOff : noteOf(body, shown.body !== null),
    collectionRange: result.kind === "answer" ? result.collectionRange : null,
    rows: body.kind === "json" && shown.body !== null ? rowsOfText(shown.body) : null,
  };
}

function textOf(body: AnswerBody): string {
  if (body.kind === "json") return JSON.stringify(body.value);
  return body.kind === "text" ? body.text : "";
}

function noteOf(body: AnswerBody, isShown: boolean): string | null {
  switch (body.kind) {
    case "empty":
      return "No body.";
    case "json":
      return isShown ? null : "The body cannot be shown.";
    case "text":
      return isShown
        ? "The body is not whole JSON: no program can read it. This is what could be made of it."
        : "The body is not JSON, so it is not shown.";
    case "too_large":
      return `The body is larger than ${formatBytes(body.bytesMax)} and was not read. Ask for fewer records with limit.`;
    case "undecodable":
      return `The body could not be decoded (${body.encoding}).`;
    default:
      return body satisfies never;
  }
}

// The table is made of what is shown, so that no cell holds what the body hides.
function rowsOfText(text: string): Shown["rows"] {
  try {
    return rowsOf(JSON.parse(text));
  } catch {
    // Cut at the size that is shown: then the text alone is there.
    return null;
  }
}
