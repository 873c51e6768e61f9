import { expect, test } from "vitest";
import { createSimulator } from "#lib/simulator/handler";
import { sampleKeys } from "#lib/simulator/sample-keys";
import { startSimulatorServer } from "#lib/simulator/server";
import { systemClock } from "#lib/time/clock";
import { startAjar } from "./ajar-process";
import { askApi, callThrough, openTo, tokens } from "./gateway-client";

type Risk = { readonly level: string; readonly windows: readonly { attempts: number; bad: number; used: number }[] };

const headers = { authorization: `KISI-LOGIN ${sampleKeys.owner}`, "x-ajar-retries": "0" };
const callsInRound = 20;

test("fed with a rising failure rate, warning and critical come before a Kisi with a hidden limit suspends", async () => {
  const scenarios = [{ effect: { kind: "suspension" as const } }];
  const simulator = createSimulator({ clock: systemClock, seed: 7, rateLimits: false, scenarios });
  const kisi = await startSimulatorServer({ simulator, port: 0 });
  try {
    await using ajar = await startAjar({ env: openTo(kisi.origin) });
    expect((await askApi<Risk>(ajar, "/risk")).level).toBe("unknown");

    const callsAt = new Map<string, number>();
    let calls = 0;
    const send = async (path: string) => {
      calls += 1;
      return (await callThrough(ajar, path, { headers })).status;
    };
    let isSuspended = false;
    for (let round = 0; !isSuspended && round < 100; round += 1) {
      // None in the first ten rounds, then one more in each.
      const bad = Math.min(callsInRound / 2, Math.max(0, round - 10));
      for (let n = 0; n < callsInRound && !isSuspended; n += 1) {
        const isBad = n < bad;
        const status = await send(isBad ? "/nowhere" : "/user");
        isSuspended = !isBad && status === 403;
      }
      if (isSuspended) break;
      const { level, windows } = await askApi<Risk>(ajar, "/risk");
      expect(windows[0]?.attempts).toBe(calls);
      if (!callsAt.has(level)) callsAt.set(level, calls);
    }
    expect(isSuspended).toBe(true);
    const lead = (level: string) => calls - (callsAt.get(level) ?? Number.NaN);
    process.stdout.write(
      `suspended after ${calls} calls; warning came ${lead("warning")} calls before, critical ${lead("critical")}\n`,
    );
    expect(callsAt.has("ok")).toBe(true);
    expect(lead("critical")).toBeGreaterThan(0);
    expect(lead("warning")).toBeGreaterThan(lead("critical"));
  } finally {
    await kisi.close();
  }
});

test("settings are changed over the API, and impossible ones are refused by their paths", async () => {
  await using ajar = await startAjar({ env: openTo("http://127.0.0.1:9") });
  const patch = (body: unknown) =>
    fetch(`${ajar.origin}/api/v1/settings`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${tokens.api}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const refused = await patch({ levels: { warning: 0.95 } });
  expect(refused.status).toBe(400);
  expect(refused.headers.get("content-type")).toContain("application/problem+json");
  expect(await refused.json()).toMatchObject({ errors: [{ path: "levels.warning" }] });
  expect((await patch({ limits: [{ seconds: 600, count: 5 }] })).status).toBe(200);
  const { windows } = await askApi<Risk>(ajar, "/risk");
  expect(windows[0]).toMatchObject({ seconds: 600, limit: { count: 5, rate: null, preset: null } });
});
