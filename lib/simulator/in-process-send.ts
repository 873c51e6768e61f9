import { STATUS_CODES } from "node:http";
import type { NetworkError } from "#lib/model/attempt";
import type { Simulator } from "#lib/simulator/handler";
import type { SimulatorAnswer } from "#lib/simulator/request";
import type { Clock } from "#lib/time/clock";

type Request = {
  readonly method: string;
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body: Uint8Array | null;
};

type Receiver = {
  readonly onSent: () => void;
  readonly onHead: (status: number, headers: readonly string[], statusText: string) => void;
  readonly onChunk: (chunk: Uint8Array) => boolean;
  readonly onEnd: () => void;
  readonly onFailure: (networkError: NetworkError) => void;
};

type Sending = { readonly resume: () => void; readonly abort: () => void };

export type InProcessOptions = {
  readonly simulator: Simulator;
  /** Waits for delays and time limits: a virtual clock replays a day in seconds. */
  readonly clock: Clock;
  /** How long a client waits for the head, and between two chunks. Default 15 s each. */
  readonly headMs?: number;
  readonly bodyIdleMs?: number;
};

const dripEveryMs = 100;
// The head comes before the body, but not by much.
const shareBeforeHead = 0.9;

/**
 * A simulated network in front of a simulator, in the form in which the call loop sends: what would happen on a socket
 * happens on the clock. Nothing comes after an abort.
 */
export function createInProcessSend(options: InProcessOptions): (request: Request, receiver: Receiver) => Sending {
  return (request, receiver) => {
    const aborted = new AbortController();
    let resume = () => {};
    const pause = () => new Promise<void>((resolve) => (resume = resolve));
    exchange(options, request, { receiver, signal: aborted.signal, pause }).catch((error: unknown) => {
      // An abort ends the waiting from outside; anything else is a fault of the simulator itself.
      if (!aborted.signal.aborted) throw error;
    });
    return { resume: () => resume(), abort: () => aborted.abort() };
  };
}

type Exchange = { readonly receiver: Receiver; readonly signal: AbortSignal; readonly pause: () => Promise<void> };

async function exchange(options: InProcessOptions, request: Request, { receiver, signal, pause }: Exchange) {
  const { simulator, clock, headMs = 15_000, bodyIdleMs = 15_000 } = options;
  // The loop must hold what it gets back before anything happens.
  await Promise.resolve();
  if (signal.aborted) return;
  receiver.onSent();
  const answer = simulator.handle(simulatorRequest(request));
  const fail = async (afterMs: number, networkError: NetworkError) => {
    await clock.sleep(afterMs, signal);
    receiver.onFailure(networkError);
  };
  const hasBody = answer.body.byteLength > 0;
  if (answer.delayMs >= headMs || endsBeforeHead(answer, "hang")) return fail(headMs, "head_timeout");
  if (endsBeforeHead(answer, "reset")) return fail(answer.delayMs, "reset");
  await clock.sleep(answer.delayMs * shareBeforeHead, signal);
  receiver.onHead(answer.status, rawHeaders(answer), STATUS_CODES[answer.status] ?? "");
  if (answer.fault === "hang_after_head") return fail(bodyIdleMs, "body_timeout");
  const inBodyMs = answer.fault === "slow_drip" ? answer.body.byteLength * dripEveryMs : 0;
  await clock.sleep(answer.delayMs * (1 - shareBeforeHead) + inBodyMs, signal);
  const cut = answer.fault === "reset_mid_body" ? Math.ceil(answer.body.byteLength / 2) : answer.body.byteLength;
  if (hasBody && !receiver.onChunk(answer.body.subarray(0, cut))) await pause();
  if (signal.aborted) return;
  if (answer.fault === "reset_mid_body") receiver.onFailure("reset");
  else if (answer.fault === "truncated") receiver.onFailure("truncated");
  else receiver.onEnd();
}

/** What has no body breaks off before its head, if at all; so on the socket, too. */
function endsBeforeHead({ fault, body }: SimulatorAnswer, how: "hang" | "reset"): boolean {
  if (fault === null || (body.byteLength > 0 && fault !== `${how}_before_head`)) return false;
  return (how === "hang") === fault.startsWith("hang");
}

function simulatorRequest({ method, path, headers, body }: Request) {
  const at = headers.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === "authorization");
  return {
    method,
    path,
    headers: { authorization: at === -1 ? undefined : headers[at + 1] },
    body: body === null ? "" : new TextDecoder().decode(body),
    address: "127.0.0.1",
  };
}

function rawHeaders({ status, headers, body }: SimulatorAnswer): string[] {
  const length = status === 204 ? [] : ["content-length", String(body.byteLength)];
  return [...Object.entries(headers).flat(), ...length];
}
