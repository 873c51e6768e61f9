import { createSimulator, type Simulator, type SimulatorOptions } from "#lib/simulator/handler";
import type { SimulatorAnswer } from "#lib/simulator/request";
import { type SampleKey, sampleKeys } from "#lib/simulator/sample-keys";

type CallOptions = {
  /** Name of a sample key; null sends no authorization. Default `owner`. */
  readonly key?: SampleKey | null;
  readonly authorization?: string;
  /** Sent as JSON; a string as it is. */
  readonly body?: unknown;
  readonly address?: string;
};

// biome-ignore lint/suspicious/noExplicitAny: what comes out of JSON is whatever the test expects of it
type Body = any;

export type TestAnswer = SimulatorAnswer & { readonly text: string; readonly json: Body };

export type TestClient = {
  readonly simulator: Simulator;
  readonly call: (method: string, path: string, options?: CallOptions) => TestAnswer;
  /** Moves the clock. */
  readonly wait: (ms: number) => void;
  readonly nowMs: () => number;
};

/** A simulator without sockets on a clock that stands still, for tests. Rate limits are off unless asked for. */
export function createTestClient(options: Partial<SimulatorOptions> = {}): TestClient {
  let nowMs = Date.UTC(2026, 4, 12, 10);
  const simulator = createSimulator({ clock: { now: () => nowMs }, rateLimits: false, ...options });
  return {
    simulator,
    nowMs: () => nowMs,
    wait: (ms) => {
      nowMs += ms;
    },
    call: (method, path, { key = "owner", authorization, body, address = "127.0.0.1" } = {}) => {
      const header = authorization ?? (key === null ? undefined : `KISI-LOGIN ${sampleKeys[key]}`);
      const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
      const answer = simulator.handle({ method, path, headers: { authorization: header }, body: text, address });
      const sent = new TextDecoder().decode(answer.body);
      return { ...answer, text: sent, json: sent === "" ? undefined : JSON.parse(sent) };
    },
  };
}
