import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type StubUpstream = AsyncDisposable & {
  readonly origin: string;
  /** `METHOD /path` of all that it was asked. */
  readonly asked: readonly string[];
};

/** A Kisi of one answer: it knows the owner of `goodKey` and refuses everyone else. */
export async function startStubUpstream(goodKey: string): Promise<StubUpstream> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const isGood = request.headers.authorization === `KISI-LOGIN ${goodKey}`;
    const body = isGood ? { id: 1, name: "Jane Doe", organization: { name: "Acme" } } : { code: "afc516", error: "no" };
    response.writeHead(isGood ? 200 : 401, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
