import { afterAll, beforeAll, expect, test } from "vitest";
import { harOf } from "#lib/ingest/sample-har";
import { askApi, openTo } from "./gateway-client";
import {
  entry,
  har,
  ingest,
  json,
  lines,
  ndjson,
  record,
  send,
  sendFine,
  startForIngest,
  upstreamUrl,
} from "./ingest-client";

let server: Awaited<ReturnType<typeof startForIngest>>;

beforeAll(async () => {
  server = await startForIngest(openTo(upstreamUrl));
});
afterAll(() => server.close());

test("a clock that is ahead is counted at its arrival and flagged, in every format; five minutes are not", async () => {
  const inMinutes = (n: number) => new Date(Date.now() + n * 60_000).toISOString();
  const told = inMinutes(60);
  const nano = (ms: number) => String(BigInt(ms) * 1_000_000n);
  const attributes = [
    ["http.request.method", { stringValue: "GET" }],
    ["url.full", { stringValue: `${upstreamUrl}/ahead/otlp` }],
    ["http.response.status_code", { intValue: 200 }],
  ].map(([key, value]) => ({ key, value }));
  const span = {
    ...{ traceId: "1af7651916cd43dd8448eb211c80319c", spanId: "00f067aa0ba902b7", kind: 3, name: "GET", attributes },
    ...{ startTimeUnixNano: nano(Date.parse(told)), endTimeUnixNano: nano(Date.parse(told) + 20) },
  };
  const request = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
  const records = lines(
    record({ url: "/ahead/ndjson", startedAt: told }),
    record({ url: "/ahead/a-little", startedAt: inMinutes(4) }),
  );
  expect(await sendFine(server.ajar, ingest, records, { type: ndjson })).toMatchObject({ accepted: 2 });
  const file = harOf(entry("/ahead/har", { startedDateTime: told }));
  expect(await sendFine(server.ajar, har, file, { type: json })).toMatchObject({ accepted: 1 });
  expect((await send(server.ajar, "/v1/traces", request, { type: json })).status).toBe(200);

  type Detail = { readonly attempts: readonly { readonly startedAt: string; readonly toldStartedAt: string | null }[] };
  const clockOf = async (path: string) => {
    const range = `from=${Date.now() - 3_600_000}&to=${Date.now() + 600_000}`;
    const { data } = await askApi<{ data: readonly { callId: string }[] }>(server.ajar, `/calls?${range}&q=${path}`);
    const { attempts } = await askApi<Detail>(server.ajar, `/calls/${data[0]?.callId}`);
    const [{ startedAt, toldStartedAt } = { startedAt: "", toldStartedAt: null }] = attempts;
    return { isNow: Math.abs(Date.parse(startedAt) - Date.now()) < 60_000, toldStartedAt };
  };
  for (const format of ["ndjson", "har", "otlp"]) {
    expect(await clockOf(`/ahead/${format}`), format).toEqual({ isNow: true, toldStartedAt: told });
  }
  expect(await clockOf("/ahead/a-little")).toEqual({ isNow: false, toldStartedAt: null });
});
