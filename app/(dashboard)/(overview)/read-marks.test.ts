import { expect, test } from "vitest";
import type { Alert } from "#lib/model/alert";
import type { Deploy } from "#lib/model/problem";
import { sampleAlert } from "#lib/store/sample-alert";
import { readMarks } from "./read-marks";

const range = { fromMs: 1_000, toMs: 9_000 };
const deploy = (release: string, integration: string | null): Deploy => ({
  release,
  integration,
  atMs: 2_000,
  origin: "api",
});

function storeOf(deploys: readonly Deploy[], alerts: readonly Alert[]) {
  return { listDeploys: async () => deploys, listAlerts: async () => alerts };
}

const store = storeOf(
  [deploy("everywhere", null), deploy("sync 2", "sync"), deploy("mobile 5", "mobile")],
  [
    sampleAlert({ ruleName: "Began here", startedAtMs: 1_000 }),
    sampleAlert({ ruleName: "Was firing already", startedAtMs: 999 }),
  ],
);
const names = (moments: readonly { readonly name: string }[]) => moments.map(({ name }) => name);

test("all traffic has every deploy of the range, and the alerts that began in it", async () => {
  const { deploys, alerts } = await readMarks(store, { range, filter: {} });
  expect(names(deploys)).toEqual(["everywhere", "sync 2", "mobile 5"]);
  expect(alerts).toEqual([{ atMs: 1_000, name: "Began here" }]);
});

test("one integration has its own deploys and those of all, and no alert that may be of another", async () => {
  const { deploys, alerts } = await readMarks(store, { range, filter: { integration: ["sync"] } });
  expect(names(deploys)).toEqual(["everywhere", "sync 2"]);
  expect(alerts).toEqual([]);
});
