import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startAjar } from "./ajar-process";
import { callThrough, openTo, tokens } from "./gateway-client";

const kisi = createServer((request, response) => {
  const status = Number(request.url?.split("/").at(-1));
  response.writeHead(status, { "content-type": "application/json" }).end('{"code":"b63f6c","error":"no"}');
});
beforeAll(async () => {
  kisi.listen(0, "127.0.0.1");
  await once(kisi, "listening");
});
afterAll(() => {
  kisi.closeAllConnections();
  kisi.close();
});
const upstream = () => `http://127.0.0.1:${(kisi.address() as AddressInfo).port}`;

type Told = { readonly event: string; readonly data: Readonly<Record<string, unknown>> };

/** What a stream tells, event by event. */
async function* listen(response: Response): AsyncGenerator<Told> {
  let rest = "";
  for await (const chunk of response.body ?? []) {
    const frames = (rest + Buffer.from(chunk).toString()).split("\n\n");
    rest = frames.pop() ?? "";
    for (const frame of frames) {
      const [, event, data] = /event: (\w+)\ndata: (.+)/.exec(frame) ?? [];
      if (event && data) yield { event, data: JSON.parse(data) };
    }
  }
}

const authorization = `Bearer ${tokens.api}`;

test("each attempt that is stored is counted in the stream once, and each bad one is told", async () => {
  await using ajar = await startAjar({ env: openTo(upstream()) });
  const response = await fetch(`${ajar.origin}/api/v1/live`, { headers: { authorization } });
  expect(response.status).toBe(200);
  const stream = listen(response);
  const statuses = [200, 422, 404, 200, 400, 500, 422];
  const once = { "x-ajar-retries": "0" };
  await Promise.all(statuses.map((status) => callThrough(ajar, `/locks/${status}`, { headers: once })));

  const sums = { attempts: 0, bad: 0, failures: 0, dropped: 0 };
  const badCalls: unknown[] = [];
  for await (const { event, data } of stream) {
    if (event === "attempt") badCalls.push(data.callId);
    if (event !== "stats") continue;
    for (const name of ["attempts", "bad", "failures", "dropped"] as const) sums[name] += Number(data[name]);
    if (sums.attempts >= statuses.length) break;
  }
  expect(sums).toEqual({ attempts: 7, bad: 4, failures: 5, dropped: 0 });
  const listed = await fetch(`${ajar.origin}/api/v1/calls?statusClass=4xx`, { headers: { authorization } });
  const { data } = (await listed.json()) as { data: { callId: string }[] };
  expect(badCalls.toSorted()).toEqual(data.map(({ callId }) => callId).toSorted());
});

test("open streams end with the server, in order and at once", async () => {
  await using ajar = await startAjar({ env: openTo(upstream()) });
  const open = () => fetch(`${ajar.origin}/api/v1/live`, { headers: { authorization } });
  const streams = await Promise.all([open(), open()]);
  const told = streams.map((response) => response.text());
  const { code, output } = await ajar.end("SIGTERM");
  expect(code).toBe(143);
  expect(output).not.toMatch(/"level":(50|60)/);
  for (const text of await Promise.all(told)) expect(text).toMatch(/^retry: \d+\n\n/);
});

test("without a token the stream stays shut, and another host or site does not reach it", async () => {
  await using ajar = await startAjar({ env: openTo(upstream()) });
  const ask = async (headers: Record<string, string>) =>
    (await fetch(`${ajar.origin}/api/v1/live`, { headers })).status;
  expect(await ask({})).toBe(401);
  expect(await ask({ authorization: "Bearer no-token-of-ours" })).toBe(401);
  expect(await ask({ authorization, origin: "https://evil.example" })).toBe(403);
});
