import type { NetworkFault } from "#lib/simulator/scenarios";

export type LoggedRequest = {
  readonly atMs: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly fault: NetworkFault | null;
};

export type Counters = {
  readonly total: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Requests by route and status: `{ "GET /locks": { "200": 3 } }`. */
  readonly byRoute: Readonly<Record<string, Readonly<Record<string, number>>>>;
};

export type RequestLog = {
  readonly add: (request: LoggedRequest, route: string) => void;
  readonly counters: () => Counters;
  /** The newest requests, oldest first. */
  readonly newest: () => readonly LoggedRequest[];
};

const keptMax = 20_000;
const routesMax = 1_000;
const pathCharactersMax = 500;

/** Counts all requests, and keeps the newest 20,000. Nothing secret is kept but what stands in a path. */
export function createRequestLog(): RequestLog {
  let requests: LoggedRequest[] = [];
  let total = 0;
  const byStatus: Record<string, number> = {};
  const byRoute = new Map<string, Record<string, number>>();
  return {
    add: (request, route) => {
      total++;
      requests.push({ ...request, path: request.path.slice(0, pathCharactersMax) });
      if (requests.length > 2 * keptMax) requests = requests.slice(-keptMax);
      byStatus[request.status] = (byStatus[request.status] ?? 0) + 1;
      const name = byRoute.has(route) || byRoute.size < routesMax ? route : "others";
      const counts = byRoute.get(name) ?? {};
      counts[request.status] = (counts[request.status] ?? 0) + 1;
      byRoute.set(name, counts);
    },
    counters: () => structuredClone({ total, byStatus, byRoute: Object.fromEntries(byRoute) }),
    newest: () => requests.slice(-keptMax),
  };
}
