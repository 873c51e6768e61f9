import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { createSimulator } from "#lib/simulator/handler";
import { sampleKeys } from "#lib/simulator/sample-keys";
import { startSimulatorServer } from "#lib/simulator/server";
import { systemClock } from "#lib/time/clock";
import { startAjar } from "./ajar-process";
import { askApi, callThrough, openTo, tokens } from "./gateway-client";

test("while the budget is critical bulk work waits, and what is marked or moves a door does not", async () => {
  const simulator = createSimulator({ clock: systemClock, seed: 5, rateLimits: false });
  const kisi = await startSimulatorServer({ simulator, port: 0 });
  onTestFinished(() => kisi.close());
  await using ajar = await startAjar({ env: { ...openTo(kisi.origin), AJAR_PACER: "on" } });
  const send = async (path: string, headers: Readonly<Record<string, string>> = {}, method = "GET") => {
    const own = { authorization: `KISI-LOGIN ${sampleKeys.owner}`, "x-ajar-deadline": "3000" };
    return (await callThrough(ajar, path, { method, headers: { ...own, ...headers } })).status;
  };
  const settings = {
    limits: [{ seconds: 3_600, count: 5 }],
    presets: [],
    priorities: { enabled: true, bulkPerMinute: 1 },
  };
  const answer = await fetch(`${ajar.origin}/api/v1/settings`, {
    method: "PATCH",
    headers: { authorization: `Bearer ${tokens.api}`, "content-type": "application/json" },
    body: JSON.stringify(settings),
  });
  expect(answer.status, await answer.text()).toBe(200);
  const low = { "x-ajar-priority": "low" };
  expect([await send("/user", low), await send("/user", low)]).toEqual([200, 200]);

  for (let call = 0; call < 4; call += 1) await send(`/nowhere/${call}`);
  expect((await askApi<{ level: string }>(ajar, "/risk")).level).toBe("critical");
  // The level that calls go by is a few seconds old, and the first bulk call a minute still goes.
  const held = async () => (await send("/user", low)) === 429;
  for (let tries = 0; !(await held()); tries += 1) {
    expect(tries).toBeLessThan(60);
    await sleep(500);
  }
  const asked = simulator.log().counters().total;
  expect(await send("/user", low)).toBe(429);
  expect(simulator.log().counters().total).toBe(asked);
  expect(await send("/user", { "x-ajar-priority": "high" })).toBe(200);
  expect(await send("/user")).toBe(200);
  const [lock] = simulator.ids("locks", { online: true });
  expect(await send(`/locks/${lock}/unlock`, low, "POST")).not.toBe(429);
});
