import { globSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { respond, startScriptedUpstream } from "#lib/outbound/scripted-upstream";
import { type AjarProcess, startAjar, temporaryFolder } from "./ajar-process";
import { askApi, callThrough, openTo, tokens } from "./gateway-client";

const canaries = {
  environmentKey: "canary-environment-key-5d1c7f03",
  callerKey: "canary-caller-key-93be20a4c1f7",
  password: "canary password 77 of a sign-in",
  cookie: "canary-cookie-0b64d2e8",
  signature: "canary-signature-4fe19ac2",
  pathToken: "canaryactivationtoken8812aa",
  answered: "canary-secret-in-the-answer-61d7",
};

/** Every spelling in which a secret could have got to disk, or to whoever reads a log or an answer. */
function spellingsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((shift) => Buffer.concat([Buffer.alloc(shift, "x"), bytes]).toString("base64"));
  return [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ s: secret }).toString().slice(2),
    bytes.toString("hex"),
    JSON.stringify(secret).slice(1, -1),
    // The ends of a base64 text depend on what stands around it.
    ...base64.map((text) => text.slice(4, -4)),
    ...base64.map((text) => text.slice(4, -4).replaceAll("+", "-").replaceAll("/", "_")),
  ];
}

function findCanaries(place: string, bytes: Buffer): string[] {
  return Object.entries(canaries).flatMap(([name, secret]) =>
    spellingsOf(secret).some((spelling) => bytes.includes(spelling)) ? [`${name} in ${place}`] : [],
  );
}

test("no key, password or token is in the database, the logs or the API's answers", async () => {
  const upstream = await startScriptedUpstream();
  const echo = `{"code":"afc516","error":"bad key ${canaries.callerKey} / ${Buffer.from(canaries.callerKey).toString("base64")}",
    "login":{"secret":"${canaries.answered}"},"echo":"${encodeURIComponent(canaries.password)}"}`;
  const setCookie = [`Set-Cookie: s=${canaries.cookie}`, `X-Echo: ${canaries.callerKey}`];
  upstream.on("/logins", respond(401, echo, setCookie));
  const activate = `/cards/${canaries.pathToken}/activate_with_token`;
  upstream.on(activate, respond(404, `{"code":"x","error":"no ${canaries.pathToken}"}`));
  upstream.on("/user", respond(500, `environment key was ${canaries.environmentKey}`));
  upstream.on(`/locks?token=${canaries.signature}`, respond(403, "{}"));

  const dataDir = temporaryFolder();
  const env = { ...openTo(upstream.origin), KISI_API_KEY: canaries.environmentKey, AJAR_LOG_LEVEL: "trace" };
  await using ajar = await startAjar({ env, dataDir });
  const own = { authorization: `KISI-LOGIN ${canaries.callerKey}` };
  const signIn = JSON.stringify({
    login: { type: "api" },
    user: { email: "a@b.example", password: canaries.password },
  });
  const signed = { ...own, cookie: `sid=${canaries.cookie}`, "x-signature": `sha256=${canaries.signature}` };
  await callThrough(ajar, "/logins", {
    method: "POST",
    body: signIn,
    headers: { ...signed, "content-type": "application/json" },
  });
  await callThrough(ajar, activate, { method: "POST", headers: own });
  await callThrough(ajar, "/user", { headers: { "x-ajar-retries": "0" } });
  await callThrough(ajar, `/locks?token=${canaries.signature}`, { headers: own });

  const { data } = await askApi<{ data: readonly { callId: string }[] }>(ajar, "/calls?last=1h");
  expect(data).toHaveLength(4);
  const details = await Promise.all(data.map(({ callId }) => askApi(ajar, `/calls/${callId}`)));
  const found = findCanaries("the API", Buffer.from(JSON.stringify([data, details])));
  for (const [name, bytes] of await takeAllOut(ajar)) found.push(...findCanaries(name, bytes));
  const inUse = filesOf(dataDir);
  await ajar.end();
  found.push(...inUse.flatMap(({ name, bytes }) => findCanaries(name, bytes)));
  found.push(...filesOf(dataDir).flatMap(({ name, bytes }) => findCanaries(`${name} after the end`, bytes)));
  found.push(...findCanaries("the log", Buffer.from(ajar.output())));
  expect(inUse.map(({ name }) => name)).toContain("ajar.db-wal");
  expect(found).toEqual([]);
  // The search itself must be able to find: what the upstream was sent holds all that was sent.
  expect(findCanaries("sent", Buffer.from(upstream.seenAt("/logins")[0]?.head ?? ""))).not.toEqual([]);
  await upstream.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Every way out of the data: exports, and a report into which a person has typed a key. The PDF is read elsewhere. */
async function takeAllOut(ajar: AjarProcess): Promise<[name: string, bytes: Buffer][]> {
  const headers = { authorization: `Bearer ${tokens.api}` };
  const stepsTaken = `tried with Authorization: KISI-LOGIN ${canaries.signature} and ${canaries.environmentKey}`;
  const made = await fetch(`${ajar.origin}/api/v1/reports`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ last: "1h", stepsTaken }),
  });
  expect(made.status).toBe(201);
  const { id } = (await made.json()) as { id: string };
  const exports = ["calls", "problems", "stats", "alerts"].flatMap((subject) =>
    ["csv", "json", "ndjson"].map((ending) => `/export/${subject}.${ending}?last=1h`),
  );
  const files = ["html", "md", "txt", "json", "csv", "pdf", "zip"].map((ending) => `/reports/${id}/report.${ending}`);
  return Promise.all(
    [...exports, ...files].map(async (path) => {
      const response = await fetch(`${ajar.origin}/api/v1${path}`, { headers });
      expect([path, response.status]).toEqual([path, 200]);
      return [path, Buffer.from(await response.arrayBuffer())];
    }),
  );
}

function filesOf(dir: string): { name: string; bytes: Buffer }[] {
  return globSync("**/*", { cwd: dir, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ name: entry.name, bytes: readFileSync(join(entry.parentPath, entry.name)) }));
}
