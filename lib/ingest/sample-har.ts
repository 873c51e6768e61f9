export type EntrySketch = {
  readonly request?: object;
  readonly response?: object | null;
  readonly [key: string]: unknown;
};

/** An entry as Chrome exports it; `request` and `response` are changed field by field. */
export function sampleEntry({ request, response, ...changes }: EntrySketch = {}): object {
  return {
    startedDateTime: "2026-01-31T11:00:00.000Z",
    time: 120.5,
    request: {
      method: "GET",
      url: "https://api.kisi.io/locks/1?limit=1",
      httpVersion: "h2",
      headers: [],
      cookies: [],
      ...request,
    },
    response:
      response === null
        ? null
        : {
            status: 200,
            statusText: "",
            headers: [],
            content: { size: 2, mimeType: "application/json", text: "{}" },
            _transferSize: 300,
            _error: null,
            ...response,
          },
    cache: {},
    timings: { blocked: 1, dns: -1, ssl: -1, connect: -1, send: 0.1, wait: 100, receive: 20.5, _blocked_queueing: 1 },
    ...changes,
  };
}

/** The file of these entries. */
export const harOf = (...entries: readonly unknown[]) =>
  JSON.stringify({ log: { version: "1.2", creator: { name: "test" }, pages: [], entries } });
