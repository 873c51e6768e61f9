import type { GatewayCaller } from "#lib/gateway/gateway";
import { buildAuthorization } from "#lib/kisi/authorization";
import type { App } from "#lib/server/app";

type CallerApp = Pick<App, "integrations" | "kisiKey" | "env" | "log">;

/**
 * Makes the look-up of who calls the gateway, by token; null for one that opens nothing. Answers from memory: it is
 * asked with every call.
 */
export function createCallerLookup(app: CallerApp): (token: string, inPath: boolean) => GatewayCaller | null {
  const { integrations, env } = app;
  const findKey = createKeyLookup(app);
  return (token, inPath) => {
    const source = integrations.findByToken("gateway", token);
    if (!source || (inPath && !source.tokenInPath)) return null;
    const key = findKey(source.id);
    return {
      integration: source.id,
      authorization: key === null ? null : buildAuthorization({ scheme: "KISI-LOGIN", secret: key }),
      identifier: source.identifier ?? env.integrationIdentifier,
      contact: source.contact ?? env.integrationContact,
    };
  };
}

/**
 * The integration's own key, else the one of all. A key that cannot be opened is never replaced by another one: calls
 * that bring their own go through, and Kisi refuses those that do not.
 */
function createKeyLookup({ integrations, kisiKey, log }: CallerApp): (id: string) => string | null {
  const told = new Set<string>();
  const tellOnce = (id: string, message: string) => {
    if (!told.has(id)) log.error({ integration: id }, message);
    told.add(id);
    return null;
  };
  return (id) => {
    const own = integrations.revealKey(id);
    if (own.kind === "known") return own.key;
    if (own.kind === "unreadable") return tellOnce(id, "the integration's Kisi key cannot be opened: enter it again");
    if (kisiKey.describe().source === "unreadable")
      return tellOnce(id, "the Kisi key cannot be opened: enter it again");
    return kisiKey.reveal();
  };
}
