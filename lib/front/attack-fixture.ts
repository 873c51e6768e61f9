import { expect } from "vitest";
import { gatewayToken, startGateway, storedAuthorization } from "#lib/front/gateway-fixture";
import { exchangeRaw } from "#lib/front/raw-client";
import { startScriptedUpstream } from "#lib/outbound/scripted-upstream";

export const token = `X-Ajar-Token: ${gatewayToken}`;
export const request = (line: string, ...headers: readonly string[]) =>
  [line, "Host: localhost", token, ...headers, "Connection: close", "", ""].join("\r\n");

/** A refusal that nobody can take for Kisi's. */
export const ofAjar = /^HTTP\/1\.1 \d{3} .*\r\nX-Ajar-Answer: true\r\n.*"detail":"/s;

/**
 * A gateway for the tests of a file, its upstream, and another one where every attack would like to arrive. In the end
 * nobody has ever reached that one, and nothing has gone wrong inside.
 */
export async function startAttackedGateway() {
  const upstream = await startScriptedUpstream();
  const evil = await startScriptedUpstream();
  const gateway = await startGateway({ origin: upstream.origin, caller: { authorization: storedAuthorization } });
  return {
    upstream,
    gateway,
    evilHost: `127.0.0.1:${evil.port}`,
    /** Sends it, and returns the status line with what reached the upstream and Next because of it. */
    attack: async (...data: readonly string[]) => {
      const before = upstream.seen().length;
      gateway.passedBy.length = 0;
      const answer = await exchangeRaw(gateway.port, ...data);
      const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0);
      return { status, answer, arrived: upstream.seen().slice(before), passedBy: [...gateway.passedBy] };
    },
    close: async () => {
      expect(evil.connectionsMade()).toBe(0);
      expect(gateway.unexpected).toEqual([]);
      await gateway.close();
      await Promise.all([upstream.close(), evil.close()]);
    },
  };
}
