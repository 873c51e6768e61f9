import type { Random } from "#lib/simulator/random";
import type { SimulatorAnswer } from "#lib/simulator/request";

const encoder = new TextEncoder();
const page = "<!doctype html><html><head><title>Maintenance</title></head><body>Please come back later.</body></html>";

/** The same answer with a body that no client can read. One without a body stays as it is. */
export function garble(answer: SimulatorAnswer, how: "not_json" | "html" | "empty" | "bad_gzip", random: Random) {
  if (answer.status === 204) return answer;
  switch (how) {
    case "not_json":
      return { ...answer, body: encoder.encode('{"id": 1, "name": "Main ent') };
    case "html":
      return { ...answer, headers: { ...answer.headers, "content-type": "text/html" }, body: encoder.encode(page) };
    case "empty":
      return { ...answer, body: new Uint8Array() };
    case "bad_gzip": {
      const noise = Uint8Array.from({ length: 200 }, () => random.integer(0, 255));
      return { ...answer, headers: { ...answer.headers, "content-encoding": "gzip" }, body: noise };
    }
  }
}
