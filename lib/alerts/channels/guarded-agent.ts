import { type LookupAddress, lookup as systemLookup } from "node:dns";
import { isIP } from "node:net";
import { Agent, buildConnector } from "undici";
import { refuseAddress } from "#lib/alerts/channels/address-rule";
import { AppError } from "#lib/errors";

export type LookupAll = (
  host: string,
  options: { readonly all: true },
  done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

type GuardOptions = { readonly allowPrivate: boolean; readonly lookup?: LookupAll };

const connectTimeoutMs = 5_000;

/**
 * Connections that reach public addresses only. Names are resolved once, every address is judged, and the connection
 * goes to those very addresses, so that a name that answers differently the next time gains nothing.
 */
export function createGuardedAgent({ allowPrivate, lookup = systemLookup as LookupAll }: GuardOptions): Agent {
  return new Agent({
    connect: (options, callback) => {
      const target = { protocol: options.protocol, port: options.port };
      const host = options.hostname.replace(/^\[|\]$/g, "");
      const judge = (address: string) => refusal(host, address, refuseAddress(address, target, allowPrivate));
      const refused = isIP(host) === 0 ? null : judge(host);
      if (refused) return void callback(refused, null);
      const connect = buildConnector({
        timeout: connectTimeoutMs,
        lookup: guardLookup(lookup, judge),
        autoSelectFamily: true,
      });
      connect(options, (...outcome) => {
        const [error, socket] = outcome;
        // Whatever was resolved: this is whom it speaks to.
        const wrong = socket?.remoteAddress === undefined ? null : judge(socket.remoteAddress);
        if (error || !wrong) return callback(...outcome);
        socket?.destroy();
        callback(wrong, null);
      });
    },
  });
}

function refusal(host: string, address: string, words: string | null): AppError | null {
  if (words === null) return null;
  const where = host === address ? host : `${host} is ${address}, and`;
  return new AppError("forbidden", `${where} is not sent to: ${words}`);
}

type Judge = (address: string) => AppError | null;
type LookupDone = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** One bad address spoils a name: what it would be used for is not known to be safe. */
function guardLookup(lookup: LookupAll, judge: Judge) {
  return (host: string, options: { readonly all?: boolean | undefined }, done: LookupDone) => {
    lookup(host, { all: true }, (error, addresses) => {
      const refused = addresses?.map(({ address }) => judge(address)).find((one) => one !== null);
      const [first] = addresses ?? [];
      if (error) return done(error, []);
      if (refused || !first) return done(refused ?? new Error(`${host} has no address`), []);
      if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}
