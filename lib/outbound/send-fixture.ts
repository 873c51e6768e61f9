import { outboundRequest } from "#lib/outbound/call-fixture";
import type { OutboundRequest } from "#lib/outbound/exchange";
import type { Send, Sending } from "#lib/outbound/send";

export type Seen = {
  /** `sent`, `head`, `chunk`…, then `end` or the network error. */
  readonly events: string[];
  status: number;
  headers: readonly string[];
  body: Buffer;
};

/** False from the listener asks for a pause. */
type Listener = (event: string, sending: Sending | undefined) => boolean;

/** Makes one exchange and resolves at its end, or never if it is aborted. */
export function exchange(
  send: Send,
  request: Partial<OutboundRequest>,
  listener: Listener = () => true,
): Promise<Seen> {
  return new Promise((resolve) => {
    const seen: Seen = { events: [], status: 0, headers: [], body: Buffer.alloc(0) };
    const chunks: Uint8Array[] = [];
    const finish = (event: string) => {
      note(event);
      seen.body = Buffer.concat(chunks);
      resolve(seen);
    };
    let sending: Sending | undefined;
    const note = (event: string) => {
      seen.events.push(event);
      return listener(event, sending);
    };
    sending = send(outboundRequest(request), {
      onSent: () => note("sent"),
      onHead: (status, headers) => {
        seen.status = status;
        seen.headers = headers;
        note("head");
      },
      onChunk: (chunk) => {
        chunks.push(chunk);
        return note("chunk");
      },
      onEnd: () => finish("end"),
      onFailure: finish,
    });
  });
}
