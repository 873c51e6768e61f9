import { expect, test } from "vitest";
import { createSimulator } from "#lib/simulator/handler";
import { sampleKeys } from "#lib/simulator/sample-keys";
import { startSimulatorServer } from "#lib/simulator/server";
import { systemClock } from "#lib/time/clock";
import { type AjarProcess, startAjar, temporaryFolder } from "./ajar-process";
import { askApi, callThrough, openTo, tokens } from "./gateway-client";

type Problem = {
  readonly id: string;
  readonly state: string;
  readonly route: string;
  readonly status: number | null;
  readonly fields: readonly string[];
  readonly attempts: number;
};
type Listed = { readonly data: readonly (Problem & { readonly inRange: { attempts: number; bad: number } })[] };
type Detail = {
  readonly problem: Problem;
  readonly firstDeploy: { readonly release: string; readonly origin: string } | null;
  readonly shapes: { readonly differences: readonly unknown[] } | null;
  readonly fault: { readonly verdict: string };
  readonly events: readonly { readonly state: string | null }[];
};

const headers = { authorization: `KISI-LOGIN ${sampleKeys.owner}`, "content-type": "application/json" };

function post(ajar: AjarProcess, body: unknown, more: Readonly<Record<string, string>> = {}) {
  const asked = { method: "POST", headers: { ...headers, ...more }, body: JSON.stringify(body) };
  return callThrough(ajar, "/groups", asked);
}

async function change(ajar: AjarProcess, method: string, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${ajar.origin}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${tokens.api}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(response.ok, await response.clone().text()).toBe(true);
  return response.json();
}

test("a thousand 422s are one problem, followed over a restart until it is back again", async () => {
  const simulator = createSimulator({ clock: systemClock, seed: 3, rateLimits: false });
  const kisi = await startSimulatorServer({ simulator, port: 0 });
  const dataDir = temporaryFolder();
  const env = openTo(kisi.origin);
  try {
    let id = "";
    {
      await using ajar = await startAjar({ env, dataDir });
      const fine = await post(ajar, { group: { name: "Staff" } }, { "x-ajar-release": "v1" });
      expect(fine.status).toBeLessThan(300);
      const statuses = new Set<number>();
      for (let n = 0; n < 50; n += 1) {
        const answers = await Promise.all(
          Array.from({ length: 20 }, () => post(ajar, { group: { description: "x" } })),
        );
        for (const { status } of answers) statuses.add(status);
      }
      expect([...statuses]).toEqual([422]);

      const { data } = await askApi<Listed>(ajar, "/problems");
      expect(data).toMatchObject([
        { route: "POST /groups", status: 422, state: "new", attempts: 1_000, inRange: { attempts: 1_000, bad: 1_000 } },
      ]);
      expect(data[0]?.fields.length).toBeGreaterThan(0);
      id = data[0]?.id ?? "";
      const detail = await askApi<Detail>(ajar, `/problems/${id}`);
      expect(detail).toMatchObject({ firstDeploy: { release: "v1", origin: "header" }, fault: { verdict: "ours" } });
      expect(detail.shapes?.differences).toContainEqual({
        path: "body.group.name",
        inSuccess: "string",
        inFailure: null,
      });

      const calls = await askApi<{ data: { problemId: string }[] }>(ajar, `/calls?problem=${id}&limit=5`);
      expect(calls.data.map(({ problemId }) => problemId)).toEqual([id, id, id, id, id]);
      expect(await change(ajar, "PATCH", `/problems/${id}`, { action: "resolve", note: "fixed" })).toMatchObject({
        state: "resolved",
      });
      await ajar.end("SIGKILL");
    }
    await using ajar = await startAjar({ env, dataDir });
    expect((await askApi<Detail>(ajar, `/problems/${id}`)).problem).toMatchObject({
      state: "resolved",
      attempts: 1_000,
    });
    await change(ajar, "POST", "/deploys", { release: "v2" });
    await post(ajar, { group: { description: "x" } });
    const back = await askApi<Detail>(ajar, `/problems/${id}`);
    expect(back.problem).toMatchObject({ state: "regressed", attempts: 1_001 });
    expect(back).toMatchObject({ firstDeploy: { release: "v1" }, regressedDeploy: { release: "v2" } });
    expect(back.events.map(({ state }) => state)).toEqual(["regressed", "resolved"]);
  } finally {
    await kisi.close();
  }
});

test("a release that cannot be one is refused, and the call is not sent", async () => {
  const simulator = createSimulator({ clock: systemClock, seed: 3, rateLimits: false });
  const kisi = await startSimulatorServer({ simulator, port: 0 });
  try {
    await using ajar = await startAjar({ env: openTo(kisi.origin) });
    const answer = await callThrough(ajar, "/user", { headers: { ...headers, "x-ajar-release": "x".repeat(101) } });
    expect(answer).toMatchObject({ status: 400, headers: { "x-ajar-answer": "true" } });
    expect((await askApi<Listed>(ajar, "/problems")).data).toEqual([]);
  } finally {
    await kisi.close();
  }
});
