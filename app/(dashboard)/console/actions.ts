"use server";

import { cookies } from "next/headers";
import { requireSession } from "#lib/auth/gate";
import { AppError } from "#lib/errors";
import { fieldErrors } from "#lib/http/answer-form";
import { adviceFor } from "#lib/kisi/advice";
import type { Operation } from "#lib/kisi/catalogue";
import type { KisiResult } from "#lib/kisi/client";
import type { NetworkError } from "#lib/model/attempt";
import type { Call } from "#lib/model/call";
import { isFailure } from "#lib/model/outcome";
import type { App } from "#lib/server/app";
import { parseTimeZone, timeZoneCookie } from "#lib/time/zone";
import { confirmField, guardField } from "./confirm-field";
import type { ConsoleAnswer, ConsoleState, TypedValues } from "./console-state";
import { describeResult } from "./describe-result";
import { parseCall } from "./parse-call";
import { showAnswer } from "./show-answer";

/** Sends one call to Kisi through the shared client. Wrong fields come back named; everything else is an answer. */
export async function callKisi(_: ConsoleState, form: FormData): Promise<ConsoleState> {
  const { app, audit } = await requireSession("write");
  const values = typedValues(form);
  try {
    const { operation, call } = parseCall(form);
    const key = app.kisiKey.reveal();
    const result = await app.kisi.send({
      ...call,
      authorization: key === null ? null : { scheme: "KISI-LOGIN", secret: key },
      source: "console",
      integration: null,
      guardOff: form.get(guardField) === "off",
      partner: { identifier: app.env.integrationIdentifier, contact: app.env.integrationContact },
    });
    if (operation.doorAction) await audit("moveDoor", `${operation.method} ${operation.path}, call ${result.callId}`);
    return { kind: "answered", answer: await viewResult(app, operation, result), values };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { kind: "invalid", message: error.message, errors: fieldErrors(error), values };
  }
}

function typedValues(form: FormData): TypedValues {
  const typed = [...form].filter(([name]) => name !== confirmField && name !== guardField && !name.startsWith("$"));
  return Object.fromEntries(typed.map(([name, value]) => [name, typeof value === "string" ? value : ""]));
}

async function viewResult(app: App, operation: Operation, result: KisiResult): Promise<ConsoleAnswer> {
  const head = result.kind === "answer" || result.kind === "cut_off" ? result : null;
  const logged = await app.store.findCall(result.callId);
  const status = head?.status ?? null;
  const networkError = networkErrorOf(result, logged?.call);
  const blockedReason = result.kind === "blocked" ? result.reason : null;
  const described = describeResult(result, operation.doorAction);
  const errorCode = logged?.call.errorCode ?? null;
  return {
    callId: result.callId,
    operationId: operation.operationId,
    status,
    networkError,
    blockedReason,
    hold: result.kind === "blocked" && result.reason === "guard" ? result.hold : null,
    ...described,
    advice: isFailure(described.outcome)
      ? adviceFor({ ...operation, outcome: described.outcome, status, networkError, blockedReason, errorCode })
      : null,
    latencyMs: result.latencyMs,
    ...showAnswer(result, app.kisiKey.knownSecrets()),
    logged: logged ? { call: logged.call, attempts: logged.attempts } : null,
    timeZone: parseTimeZone((await cookies()).get(timeZoneCookie)?.value) ?? "UTC",
  };
}

/** What broke an answer off under way is known to the log alone. */
function networkErrorOf(result: KisiResult, call: Call | undefined): NetworkError | null {
  if (result.kind === "no_answer") return result.networkError;
  return result.kind === "cut_off" ? (call?.networkError ?? "truncated") : null;
}
