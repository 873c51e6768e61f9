import { join } from "node:path";
import { expect, test } from "vitest";
import { startAjar } from "./ajar-process";
import { askApi, tokens } from "./gateway-client";

const watch = `--import=${join(import.meta.dirname, "outside-watch.ts")}`;
const owner = { AJAR_ADMIN_EMAIL: "owner@example.com", AJAR_ADMIN_PASSWORD: "a sentence only I know" };

test("a server that nobody asks for Kisi connects to nothing outside of this machine", async () => {
  await using ajar = await startAjar({ env: { NODE_OPTIONS: watch, AJAR_API_TOKEN: tokens.api, ...owner } });
  for (const path of ["/login", "/", "/healthz", "/readyz"]) await fetch(ajar.origin + path);
  await askApi(ajar, "/stats?last=24h");
  await askApi(ajar, "/calls?last=24h");
  expect(ajar.output()).not.toContain("outside:");
});

test("the watch tells of a connection to another machine", async () => {
  await using ajar = await startAjar({
    env: { NODE_OPTIONS: watch, AJAR_GATEWAY_TOKEN: tokens.gateway, KISI_BASE_URL: "https://192.0.2.1" },
  });
  await fetch(`${ajar.origin}/kisi/user`, {
    headers: { "x-ajar-token": tokens.gateway, "x-ajar-deadline": "300", "x-ajar-retries": "0" },
  });
  expect(ajar.output()).toContain("outside: 192.0.2.1");
});
