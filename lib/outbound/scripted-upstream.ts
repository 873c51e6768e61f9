import { createServer, type Socket } from "node:net";

export type SeenRequest = {
  readonly method: string;
  readonly path: string;
  /** Request line and headers exactly as they came. */
  readonly head: string;
  readonly body: string;
};

/** What the upstream does once it has read a request whole. */
export type Reaction = (socket: Socket, request: SeenRequest) => void;

/** A whole answer, with a length; methods and statuses that know no body get none. */
export function respond(status: number, body = "", headers: readonly string[] = []): Reaction {
  return (socket, { method }) => {
    const bodyless = method === "HEAD" || status === 204 || status === 304;
    const length = status === 204 ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
    const head = [`HTTP/1.1 ${status} Said so`, ...headers, ...length].join("\r\n");
    socket.write(`${head}\r\n\r\n${bodyless ? "" : body}`);
  };
}

/** Anything at all, byte for byte as latin-1. */
export const write =
  (text: string): Reaction =>
  (socket) =>
    socket.write(text, "latin1");

/** Closes in good order (FIN). */
export const close: Reaction = (socket) => socket.end();

/** Drops the connection (RST). */
export const reset: Reaction = (socket) => socket.resetAndDestroy();

export const hang: Reaction = () => undefined;

export function inTurn(...reactions: readonly Reaction[]): Reaction {
  return (socket, request) => {
    for (const reaction of reactions) reaction(socket, request);
  };
}

/** A reaction that leaves its connection in the hands of the test, to go on with it later. */
export function inHand(reaction: Reaction): { readonly reaction: Reaction; readonly goOn: (next: Reaction) => void } {
  let held: Parameters<Reaction> | undefined;
  return {
    reaction: (socket, request) => {
      held = [socket, request];
      reaction(socket, request);
    },
    goOn: (next) => {
      if (!held) throw new Error("No request has come yet");
      next(...held);
    },
  };
}

/** Lets sockets do their work until it is so, however long the machine takes. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

/**
 * An upstream for tests on a loopback socket of its own: for each path a list of reactions, one a request, the last
 * one for all that follow. It knows just enough HTTP to tell where a request ends.
 */
export async function startScriptedUpstream() {
  const scripts = new Map<string, readonly Reaction[]>();
  const seen: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;

  const react = (socket: Socket, request: SeenRequest) => {
    const before = seen.filter(({ path }) => path === request.path).length;
    seen.push(request);
    const reactions = scripts.get(request.path) ?? [respond(404)];
    reactions[Math.min(before, reactions.length - 1)]?.(socket, request);
  };
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    let unread = "";
    socket.on("close", () => sockets.delete(socket));
    // Clients under test break connections on purpose.
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      unread += data.toString("latin1");
      for (let request = firstRequest(unread); request; request = firstRequest(unread)) {
        unread = unread.slice(request.head.length + 4 + request.body.length);
        react(socket, request);
      }
    });
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(address !== null && typeof address === "object" ? address.port : 0);
    });
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    on: (path: string, ...reactions: readonly Reaction[]) => scripts.set(path, reactions),
    /** All requests so far. */
    seen: () => seen,
    seenAt: (path: string) => seen.filter((request) => request.path === path),
    connectionsMade: () => connections,
    openSockets: () => sockets.size,
    /** Resolves once the other side has let go of every connection. */
    untilLeft: () => until(() => sockets.size === 0),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function firstRequest(text: string): SeenRequest | null {
  const headEnd = text.indexOf("\r\n\r\n");
  if (headEnd < 0) return null;
  const head = text.slice(0, headEnd);
  const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  const body = text.slice(headEnd + 4, headEnd + 4 + length);
  if (body.length < length) return null;
  const [method = "", path = ""] = head.split(" ");
  return { method, path, head, body };
}
