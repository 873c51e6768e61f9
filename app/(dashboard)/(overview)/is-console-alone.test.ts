import { expect, test } from "vitest";
import type { Call, CallPage } from "#lib/model/call";
import type { Integration } from "#lib/model/integration";
import type { CallQuery } from "#lib/store/store";
import { isConsoleAlone } from "./is-console-alone";

const none: CallPage = { data: [], nextCursor: null };

function appOf(integrations: readonly Partial<Integration>[], page: CallPage = none) {
  const asked: CallQuery[] = [];
  const listCalls = async (query: CallQuery) => {
    asked.push(query);
    return page;
  };
  return { app: { integrations: { list: () => integrations as Integration[] }, store: { listCalls } }, asked };
}

test("without an integration, and without calls that were told, the Console is alone", async () => {
  const { app, asked } = appOf([]);
  expect(await isConsoleAlone(app, 1_000)).toBe(true);
  expect(asked).toMatchObject([{ filter: { source: ["otlp", "har", "ndjson"] }, limit: 1 }]);
});

test("an integration is enough, also one that was revoked", async () => {
  expect(await isConsoleAlone(appOf([{ id: "sync" }]).app, 1_000)).toBe(false);
});

test("so are calls that were told, or that there are too many to look through", async () => {
  expect(await isConsoleAlone(appOf([], { data: [{ callId: "a" } as Call], nextCursor: null }).app, 1_000)).toBe(false);
  expect(await isConsoleAlone(appOf([], { data: [], nextCursor: "x" }).app, 1_000)).toBe(false);
});
