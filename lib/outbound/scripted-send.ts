import type { NetworkError } from "#lib/model/attempt";
import type { RawHeaders } from "#lib/outbound/exchange";
import type { Receiver, Send, Sending } from "#lib/outbound/send";
import type { Clock } from "#lib/time/clock";

export type Step =
  | { readonly do: "sent" }
  | { readonly do: "wait"; readonly ms: number }
  | { readonly do: "head"; readonly status: number; readonly headers: RawHeaders }
  | { readonly do: "chunk"; readonly chunk: Uint8Array }
  | { readonly do: "end" }
  | { readonly do: "fail"; readonly networkError: NetworkError };

/** How one attempt goes, from its connection to its end; a script without an end hangs. */
export type Script = readonly Step[];

export const sent: Step = { do: "sent" };
export const end: Step = { do: "end" };
export const wait = (ms: number): Step => ({ do: "wait", ms });
export const chunk = (text: string): Step => ({ do: "chunk", chunk: Buffer.from(text) });
export const fail = (networkError: NetworkError): Step => ({ do: "fail", networkError });
export const head = (status: number, headers: RawHeaders = []): Step => ({ do: "head", status, headers });

/** A whole answer. */
export function answer(status: number, body = "", headers: RawHeaders = []): Script {
  return [sent, head(status, headers), ...(body === "" ? [] : [chunk(body)]), end];
}

export type ScriptedSend = {
  readonly send: Send;
  /** Everything that was sent and done to it, in order: `GET /locks`, `pause`, `resume`, `abort`. */
  readonly log: string[];
};

/** An upstream for tests that plays one script for each attempt, the last one for all that follow. */
export function createScriptedSend(clock: Clock, scripts: readonly Script[]): ScriptedSend {
  const log: string[] = [];
  let attempts = 0;
  const send: Send = ({ method, path }, receiver) => {
    log.push(`${method} ${path}`);
    const script = scripts[Math.min(attempts, scripts.length - 1)] ?? [];
    attempts += 1;
    return play(script, receiver, clock, log);
  };
  return { send, log };
}

function play(script: Script, receiver: Receiver, clock: Clock, log: string[]): Sending {
  const aborting = new AbortController();
  let resumed = Promise.withResolvers<void>();
  const run = async () => {
    for (const step of script) {
      if (step.do === "wait") await clock.sleep(step.ms, aborting.signal);
      if (aborting.signal.aborted) return;
      if (tell(receiver, step)) continue;
      log.push("pause");
      resumed = Promise.withResolvers();
      await resumed.promise;
    }
  };
  // Nothing but the abort interrupts it.
  run().catch(() => undefined);
  return {
    resume: () => {
      log.push("resume");
      resumed.resolve();
    },
    abort: () => {
      log.push("abort");
      aborting.abort();
    },
  };
}

/** False if the receiver asks for a pause. */
function tell(receiver: Receiver, step: Step): boolean {
  if (step.do === "chunk") return receiver.onChunk(step.chunk);
  if (step.do === "sent") receiver.onSent();
  if (step.do === "head") receiver.onHead(step.status, step.headers, "Scripted");
  if (step.do === "end") receiver.onEnd();
  if (step.do === "fail") receiver.onFailure(step.networkError);
  return true;
}
