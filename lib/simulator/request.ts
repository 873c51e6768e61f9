import type { Operation } from "#lib/kisi/catalogue";
import type { Answer } from "#lib/simulator/answer";
import type { Caller } from "#lib/simulator/authentication";
import type { Json } from "#lib/simulator/json";
import type { NetworkFault } from "#lib/simulator/scenarios";
import type { World } from "#lib/simulator/world";

/** A request as it came in over the wire, or would have. */
export type SimulatorRequest = {
  readonly method: string;
  /** Path and query as on the request line. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Of the client: the rate limit of calls without authorization goes by it. */
  readonly address: string;
};

/** What Kisi would send, how long it would take, and what the network does to it. */
export type SimulatorAnswer = {
  readonly status: number;
  /** Names in lower case; without `content-length`, `date` and `connection`, which the wire adds. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly delayMs: number;
  /** Null: the answer arrives whole. The request was processed in either case. */
  readonly fault: NetworkFault | null;
};

/** A request that got as far as its operation. */
export type OperationRequest = {
  readonly world: World;
  readonly operation: Operation;
  /** Null only for operations that need no authorization. */
  readonly caller: Caller | null;
  /** Values of the path's parameters in their order, decoded. */
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  /** Undefined if there was none. */
  readonly body: Json | undefined;
};

/** An operation that needs a caller has one by the time it is asked. */
export type AuthorizedRequest = OperationRequest & { readonly caller: Caller };

export type OperationHandler = (request: AuthorizedRequest) => Answer;
export type OpenHandler = (request: OperationRequest) => Answer;
