import { connect } from "node:net";

export type Load = {
  readonly callsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};

type Plan = {
  readonly port: number;
  /** Whole request, sent again and again. */
  readonly request: string;
  readonly connections: number;
  readonly calls: number;
};

/** Makes calls over keep-alive connections, one at a time on each, and checks that every one is answered 200. */
export async function load({ port, request, connections, calls }: Plan): Promise<Load> {
  const bytes = Buffer.from(request);
  const latenciesMs: number[] = [];
  let left = calls;
  const startedMs = performance.now();
  await Promise.all(
    Array.from({ length: connections }, () =>
      converse(port, bytes, {
        isToSend: () => left-- > 0,
        onAnswer: (latencyMs) => latenciesMs.push(latencyMs),
      }),
    ),
  );
  const seconds = (performance.now() - startedMs) / 1_000;
  latenciesMs.sort((a, b) => a - b);
  const at = (share: number) => latenciesMs[Math.ceil(latenciesMs.length * share) - 1] ?? Number.NaN;
  return { callsPerSecond: calls / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}

type Talk = { readonly isToSend: () => boolean; readonly onAnswer: (latencyMs: number) => void };

/** One connection from its first call to its last. On a bare socket, because an HTTP client would cost more than the proxy. */
function converse(port: number, request: Buffer, { isToSend, onAnswer }: Talk): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let sentMs = 0;
    let unread = "";
    const send = () => {
      if (!isToSend()) {
        socket.destroy();
        resolve();
        return;
      }
      sentMs = performance.now();
      socket.write(request);
    };
    socket.on("connect", send);
    socket.on("error", reject);
    socket.on("end", () => reject(new Error(`closed after: ${unread.slice(0, 200)}`)));
    socket.on("data", (data) => {
      unread += data.toString("latin1");
      if (!isWholeAnswer(unread)) return;
      onAnswer(performance.now() - sentMs);
      unread = "";
      send();
    });
  });
}

function isWholeAnswer(text: string): boolean {
  const headEnd = text.indexOf("\r\n\r\n");
  if (headEnd === -1) return false;
  if (!text.startsWith("HTTP/1.1 200")) throw new Error(text);
  const length = Number(/content-length: (\d+)/i.exec(text)?.[1]);
  return text.length === headEnd + 4 + length;
}
