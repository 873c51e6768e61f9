import { connect } from "node:net";
import { until } from "#lib/outbound/scripted-upstream";

/** A caller on a bare socket, for what no HTTP client would send; text is latin-1, a byte a character. */
export function connectRaw(port: number) {
  const socket = connect({ port, host: "127.0.0.1" });
  let received = Buffer.alloc(0);
  let ended: "no" | "closed" | "reset" = "no";
  socket.on("data", (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
  });
  socket.on("error", () => {
    ended = "reset";
  });
  socket.on("close", () => {
    if (ended === "no") ended = "closed";
  });
  const text = () => received.toString("latin1");
  return {
    socket,
    text,
    write: (data: string | Uint8Array) => socket.write(typeof data === "string" ? Buffer.from(data, "latin1") : data),
    /** Resolves once so much of the text has come, or the other side has closed. */
    until: async (isEnough: (text: string) => boolean) => {
      await until(() => isEnough(text()) || ended !== "no");
      return text();
    },
    /** Everything, once the other side has closed: in good order (`closed`) or not. */
    untilEnd: async () => {
      await until(() => ended !== "no");
      return { text: text(), how: ended };
    },
    isOpen: () => ended === "no",
    leave: () => socket.destroy(),
  };
}

/** Sends bytes, and returns all that comes until the other side closes. */
export async function exchangeRaw(port: number, ...data: readonly (string | Uint8Array)[]): Promise<string> {
  const client = connectRaw(port);
  for (const piece of data) client.write(piece);
  const { text } = await client.untilEnd();
  return text;
}
