import { boundedMemo } from "#lib/kisi/bounded-memo";
import type { ObservedAttempt } from "#lib/outbound/exchange";
import { requestShapeOf } from "#lib/recorder/request-shape";

/** Reads the shape of a request where it has to be kept; null where it has not. `scrub` hides known secrets. */
export type ShapeReader = (observed: ObservedAttempt, route: string, scrub: (text: string) => string) => string | null;

const rememberedMax = 2_000;
const charsMax = 4_000;
const lookAgainAfterMs = 1_000;

/**
 * Makes the reader of shapes: of failures that Kisi answered each one, of successes those that differ from the success
 * before of the same route and integration. Successes are looked at once a second, so that they cost next to nothing.
 */
export function createShapeReader(): ShapeReader {
  const memoryOf = boundedMemo((_: string) => ({ text: null as string | null, lookedAtMs: 0 }), rememberedMax);

  return (observed, route, scrub) => {
    const { outcome, request, startedAtMs } = observed;
    const read = () => {
      const text = scrub(JSON.stringify(requestShapeOf(request)));
      return text.length <= charsMax && isJson(text) ? text : null;
    };
    if (outcome === "client_error" || outcome === "server_error") return read();
    if (outcome !== "success") return null;
    const memory = memoryOf(`${request.integration ?? ""}\n${route}`);
    if (startedAtMs - memory.lookedAtMs < lookAgainAfterMs) return null;
    memory.lookedAtMs = startedAtMs;
    const text = read();
    if (text === memory.text) return null;
    memory.text = text;
    return text;
  };
}

/** False if what was hidden took a quote along. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
