import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { SimulatorAnswer } from "#lib/simulator/request";
import type { Clock } from "#lib/time/clock";

export type Wire = {
  readonly response: ServerResponse;
  readonly headOnly: boolean;
  readonly acceptsGzip: boolean;
  readonly clock: Clock;
  /** Aborts when the client leaves or the server closes. */
  readonly signal: AbortSignal;
};

const dripEveryMs = 100;
// Long enough for what was written to leave, so that the client sees it before the reset.
const beforeResetMs = 20;
const missingBytes = 64;

/** Puts an answer on the wire, with what the network does to it. Resolves when nothing more will be sent. */
export async function sendAnswer(wire: Wire, answer: SimulatorAnswer): Promise<void> {
  const { response, clock, signal } = wire;
  const { headers, body } = encode(wire, answer);
  const length = { "content-length": String(body.byteLength) };
  const hasBody = !wire.headOnly && body.byteLength > 0;
  const faulty = answer.fault === null ? null : faultFor(answer.fault, hasBody);
  switch (faulty) {
    case null:
      response.writeHead(answer.status, answer.status === 204 ? headers : { ...headers, ...length });
      response.end(wire.headOnly ? undefined : body);
      return;
    case "hang_before_head":
      return;
    case "reset_before_head":
      response.socket?.resetAndDestroy();
      return;
    case "hang_after_head":
      response.writeHead(answer.status, { ...headers, ...length });
      response.flushHeaders();
      return;
    case "truncated":
      response.writeHead(answer.status, { ...headers, "content-length": String(body.byteLength + missingBytes) });
      response.write(body, () => response.socket?.end());
      return;
    case "reset_mid_body":
      response.writeHead(answer.status, { ...headers, ...length });
      response.write(body.subarray(0, Math.ceil(body.byteLength / 2)));
      await clock.sleep(beforeResetMs, signal);
      response.socket?.resetAndDestroy();
      return;
    case "slow_drip":
      response.writeHead(answer.status, { ...headers, ...length });
      await drip(wire, body);
  }
}

/** What has no body cannot break off within it: then the head does not come either. */
function faultFor(fault: NonNullable<SimulatorAnswer["fault"]>, hasBody: boolean) {
  if (hasBody) return fault;
  return fault === "hang_before_head" || fault === "hang_after_head" ? "hang_before_head" : "reset_before_head";
}

async function drip({ response, clock, signal }: Wire, body: Uint8Array): Promise<void> {
  for (let index = 0; index < body.byteLength; index++) {
    response.write(body.subarray(index, index + 1));
    await clock.sleep(dripEveryMs, signal);
  }
  response.end();
}

function encode({ acceptsGzip }: Wire, { headers, body }: SimulatorAnswer) {
  if (!acceptsGzip || body.byteLength === 0 || "content-encoding" in headers) return { headers, body };
  const encoding = { "content-encoding": "gzip", vary: "accept-encoding" };
  return { headers: { ...headers, ...encoding }, body: new Uint8Array(gzipSync(body)) };
}
