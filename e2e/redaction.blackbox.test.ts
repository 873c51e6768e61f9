import { globSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { respond, startScriptedUpstream } from "#lib/outbound/scripted-upstream";
import { type AjarProcess, startAjar, temporaryFolder } from "./ajar-process";
import { callThrough, openTo, tokens } from "./gateway-client";

const hidden = ["EMP-48213", "moonbase-7"];
const pasted = "0123456789abcdef0123456789abcdef";
const person = "Wanda Quill";
const json = { authorization: `Bearer ${tokens.api}`, "content-type": "application/json" };

async function send<T>(ajar: AjarProcess, method: string, path: string, body: unknown): Promise<T> {
  const sent = typeof body === "string" ? body : JSON.stringify(body);
  const headers = { ...json, ...(typeof body === "string" ? { "content-type": "application/x-ndjson" } : {}) };
  const response = await fetch(`${ajar.origin}/api/v1${path}`, { method, headers, body: sent });
  const text = await response.text();
  expect(response.status, text).toBeLessThan(300);
  return JSON.parse(text);
}

function foundOnDisk(dir: string, texts: readonly string[]): string[] {
  const files = globSync("**/*", { cwd: dir, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap((entry) => {
    const bytes = readFileSync(join(entry.parentPath, entry.name), "latin1").toLowerCase();
    return texts.filter((text) => bytes.includes(text.toLowerCase())).map((text) => `${text} in ${entry.name}`);
  });
}

test("an owner's rules hold for the gateway and ingest, and a person is forgotten in every byte", async () => {
  const upstream = await startScriptedUpstream();
  const answer = `{"code":"x","error":"${hidden[0]} and ${person} are not at ${hidden[1]}"}`;
  upstream.on(`/users/${hidden[0]}?Cost_Center=${hidden[1]}`, respond(422, answer));
  const dataDir = temporaryFolder();
  await using ajar = await startAjar({ env: openTo(upstream.origin), dataDir });
  const rules = { fields: ["cost center"], patterns: ["\\bEMP-\\d+\\b"] };
  const settings = await send<{ redaction: unknown }>(ajar, "PATCH", "/settings", { redaction: rules });
  expect(settings.redaction).toEqual(rules);

  await callThrough(ajar, `/users/${hidden[0]}?Cost_Center=${hidden[1]}`, { headers: { "x-ajar-retries": "0" } });
  const told = {
    startedAt: new Date().toISOString(),
    method: "GET",
    url: `/users/${hidden[0]}?cost-center=${hidden[1]}`,
  };
  await send(
    ajar,
    "POST",
    "/ingest",
    JSON.stringify({ ...told, status: 404, latencyMs: 3, errorMessage: `no ${hidden[0]}` }),
  );
  const { data } = (await (await fetch(`${ajar.origin}/api/v1/problems?last=1h`, { headers: json })).json()) as {
    data: readonly { id: string }[];
  };
  await send(ajar, "PATCH", `/problems/${data[0]?.id}`, { note: `${hidden[0]} asked ${person}: KISI-LOGIN ${pasted}` });
  expect(foundOnDisk(dataDir, [...hidden, pasted])).toEqual([]);
  expect(foundOnDisk(dataDir, [person])).not.toEqual([]);

  const places = await send<{ calls: number }>(ajar, "POST", "/forget/count", { person });
  expect(places.calls).toBeGreaterThan(0);
  expect(await send(ajar, "POST", "/forget", { person })).toEqual({ ...places, overwritten: true });
  expect(foundOnDisk(dataDir, [person])).toEqual([]);
  // Who did it is written down, and not whom it was about.
  const audit = await (await fetch(`${ajar.origin}/api/v1/audit`, { headers: json })).text();
  expect(audit).toContain('"action":"forgetPerson"');
  expect(audit + ajar.output()).not.toContain(person);
  await upstream.close();
  await ajar.end();
  rmSync(dataDir, { recursive: true, force: true });
});
