import { expect, test } from "vitest";
import type { Deploy } from "#lib/model/problem";
import { openReleaseWatch } from "#lib/problems/release-watch";

const startMs = Date.UTC(2026, 0, 31);

async function open(told: readonly Deploy[] = []) {
  const kept: Deploy[] = [];
  const losses: string[] = [];
  const clock = { nowMs: startMs, now: () => clock.nowMs };
  const store = {
    listDeploys: async () => told,
    recordDeploy: async (deploy: Deploy) => {
      if (deploy.release === "refused") throw new Error("disk full");
      kept.push(deploy);
      return true;
    },
  };
  const watch = await openReleaseWatch({ store, clock, onLoss: (words) => losses.push(words) });
  return { ...watch, kept, losses, clock };
}

test("the first call of a release marks its deploy, for each integration", async () => {
  const { note, kept } = await open();
  for (const integration of ["sync", "sync", "mobile"]) note("v1", integration);
  note("v2", "sync");
  note("v1", "sync");
  expect(kept.map(({ release, integration }) => `${release} ${integration}`)).toEqual([
    "v1 sync",
    "v1 mobile",
    "v2 sync",
  ]);
  expect(kept[0]).toEqual({ release: "v1", integration: "sync", atMs: startMs, origin: "header" });
});

test("a release that was seen before the start is not new", async () => {
  const { note, kept } = await open([{ release: "v1", integration: "sync", atMs: 5, origin: "header" }]);
  note("v1", "sync");
  note("v1", "mobile");
  expect(kept).toHaveLength(1);
});

test("a header that is always new marks fifty a day and says so once", async () => {
  const { note, kept, losses, clock } = await open();
  for (let n = 0; n < 200; n += 1) note(`r${n}`, "sync");
  expect(kept).toHaveLength(50);
  expect(losses).toHaveLength(1);
  clock.nowMs += 86_400_000;
  note("next day", "sync");
  expect(kept).toHaveLength(51);
});

test("a store that refuses is told, and the call goes on", async () => {
  const { note, losses } = await open();
  note("refused", "sync");
  await Promise.resolve();
  await Promise.resolve();
  expect(losses).toEqual(["a release could not be kept"]);
});
