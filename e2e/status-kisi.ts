import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A Kisi that answers with the status at the end of the path. */
export async function startStatusKisi(): Promise<AsyncDisposable & { readonly origin: string }> {
  const server = createServer((request, response) => {
    const status = Number(request.url?.split("/").at(-1));
    response.writeHead(status, { "content-type": "application/json" }).end('{"code":"b63f6c","error":"no"}');
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
