import type { KisiCallContext, KisiClient, KisiResult } from "#lib/kisi/client";
import { callForCurrentUser } from "#lib/kisi/resources";

/** What one harmless question told of a key. */
export type KeyCheck = {
  readonly isAccepted: boolean;
  /** For the person who asked: what Kisi said, and what to do about it. */
  readonly message: string;
  /** The logged call, to be looked at. */
  readonly callId: string;
};

type KeyCheckContext = Pick<KisiCallContext, "partner"> & { readonly upstream: string };

/** Asks Kisi once, `GET /user`, whom the key belongs to. Never retried: it only happens on someone's click. */
export async function checkKisiKey(
  kisi: Pick<KisiClient, "send">,
  key: string,
  { upstream, ...context }: KeyCheckContext,
): Promise<KeyCheck> {
  const result = await kisi.send({
    ...callForCurrentUser(),
    ...context,
    authorization: { scheme: "KISI-LOGIN", secret: key },
    source: "console",
    integration: null,
    retriesMax: 0,
    deadlineMs: 15_000,
  });
  const judged = judge(result, new URL(upstream).host);
  // An answer that echoes the key must not carry it onto a page.
  const message = judged.message.replaceAll(key, "…");
  return { ...judged, message, callId: result.callId };
}

function judge(result: KisiResult, host: string): Omit<KeyCheck, "callId"> {
  const ms = `${Math.round(result.latencyMs)} ms`;
  switch (result.kind) {
    case "answer":
      return judgeAnswer(result.status, ms, result.body.kind === "json" ? result.body.value : null);
    case "cut_off":
      return no(`${host} answered ${result.status}, but its answer broke off. Try again.`);
    case "no_answer":
      return no(
        result.timedOut
          ? `${host} did not answer in time (${ms}). Try again, or check the network.`
          : `${host} cannot be reached (${result.networkError}). Check the address and the network.`,
      );
    case "blocked": {
      const seconds = Math.ceil(result.retryAfterMs / 1_000);
      return no(`Not sent: the ${result.reason} held it back. Try again in ${seconds} s.`);
    }
    default:
      return result satisfies never;
  }
}

function judgeAnswer(status: number, ms: string, body: unknown): Omit<KeyCheck, "callId"> {
  if (status === 200) return { isAccepted: true, message: `Kisi accepts the key${ownerOf(body)} (${ms}).` };
  if (status === 401) return no("Kisi refuses this key (401). Copy it once more from Kisi, or make a new one there.");
  if (status === 403) return no("Kisi knows this key, but it may not read its own user (403). Check its rights.");
  if (status === 429) return no("Kisi asks to slow down (429). Wait a minute, then try again.");
  if (status >= 500) return no(`Kisi failed to answer (${status}). Nothing is wrong with the key; try again later.`);
  return no(`Kisi answered ${status}, which says neither yes nor no. Check KISI_BASE_URL.`);
}

/** ` of Jane Doe, Acme`, as far as the answer says so. */
function ownerOf(body: unknown): string {
  const names = [textAt(body, "name") ?? textAt(body, "email"), textAt(valueAt(body, "organization"), "name")];
  const known = names.filter((name) => name !== null);
  return known.length === 0 ? "" : ` of ${known.join(", ")}`;
}

function textAt(object: unknown, key: string): string | null {
  const value = valueAt(object, key);
  return typeof value === "string" && value.trim() !== "" ? value.trim().slice(0, 80) : null;
}

function valueAt(object: unknown, key: string): unknown {
  return typeof object === "object" && object !== null ? Reflect.get(object, key) : undefined;
}

function no(message: string): Omit<KeyCheck, "callId"> {
  return { isAccepted: false, message };
}
