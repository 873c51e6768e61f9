import { newCallId } from "#lib/kisi/call-id";
import type { Fingerprint } from "#lib/kisi/fingerprint";
import { createOutboundRequest } from "#lib/kisi/outbound-request";
import type { CallResult, OutboundRequest } from "#lib/outbound/exchange";
import type { Intention } from "#lib/simulator/traffic";

/** How Ajar knows who calls. */
export type DemoNames = {
  readonly fingerprint: (secret: string) => Fingerprint;
  /** The id of an integration, by its name. */
  readonly integrationOf: (name: string) => string;
};

/** An intention as a request that an integration would send through Ajar. */
export function demoRequest(
  { method, path, body, key, retriesMax, repeatSafe, ...intention }: Intention,
  origin: string,
  { fingerprint, integrationOf }: DemoNames,
): OutboundRequest {
  const integration = integrationOf(intention.integration);
  return createOutboundRequest({
    callId: newCallId(),
    method,
    path,
    headers: [
      ...["Accept", "application/json", "User-Agent", `${integration}/2.4`, "Authorization", `KISI-LOGIN ${key}`],
      ...(body === null ? [] : ["Content-Type", "application/json"]),
    ],
    body: body === null ? null : Buffer.from(body),
    origin,
    credential: fingerprint(key).id,
    source: "gateway",
    integration,
    retriesMax,
    repeatSafe,
  });
}

/** Reads an answer to its end, as its caller would, and forgets it. An answer that breaks off is in the log already. */
export async function readToEnd(result: CallResult): Promise<void> {
  if (result.kind !== "answer") return;
  try {
    for await (const _ of result.body);
  } catch {
    // The attempt was recorded with this very error; the caller of a demo has nothing to add.
  }
}
