import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { ofAjar, request, startAttackedGateway, token } from "#lib/front/attack-fixture";
import { gatewayToken } from "#lib/front/gateway-fixture";
import { respond } from "#lib/outbound/scripted-upstream";

const { upstream, evilHost, attack, close } = await startAttackedGateway();
afterAll(close);

const refusedPaths = [
  "/kisi//EVIL/",
  "/kisi///EVIL/",
  "/kisi/\\EVIL/",
  "/kisi/\\\\EVIL/",
  "/kisi/%2f%2fEVIL/",
  "/kisi/%2FEVIL",
  "/kisi/%5c%5cEVIL/",
  "/kisi/..//EVIL/",
  "/kisi/../../EVIL",
  "/kisi/./locks",
  "/kisi/%2e%2e/%2e%2e/EVIL",
  "/kisi/.%2e/EVIL",
  "/kisi/%2E%2E%2fEVIL",
  "/kisi/..%2f..%2fEVIL",
  "/kisi/..%5c..%5cEVIL",
  "/kisi/..;/EVIL",
  "/kisi/locks/..",
  "/kisi/locks%00",
  "/kisi/locks%0d%0aHost:%20EVIL",
  "/kisi/locks%0aX:1",
  "/kisi/locks%1f",
  "/kisi/locks%7f",
  "/kisi/http://EVIL/",
  "/kisi/locks#@EVIL/",
  `/kisi/t/${gatewayToken}//EVIL/`,
  `/kisi/t/${gatewayToken}/../EVIL`,
  "/kisi/l\xf6cks",
];

test.each(refusedPaths)("%s is refused, and reaches nobody", async (path) => {
  const { status, answer, arrived, passedBy } = await attack(
    request(`GET ${path.replaceAll("EVIL", evilHost)} HTTP/1.1`),
  );
  expect({ status, arrived, passedBy }).toEqual({ status: 400, arrived: [], passedBy: [] });
  expect(answer).toMatch(ofAjar);
});

/** Names of another host that stand where only a path can be meant: they go to the upstream as a path, or nowhere. */
test.each([
  "/kisi/@EVIL/",
  "/kisi/:80@EVIL/",
  "/kisi/user:password@EVIL/",
  "/kisi/.EVIL/",
  "/kisi/%40EVIL/",
  "/kisi/;@EVIL/",
  "/kisi/?x=http://EVIL/",
  "/kisi/?@EVIL",
  "/kisi/[::1]:EVIL/",
])("%s is a path of the upstream's", async (path) => {
  const whole = path.replaceAll("EVIL", evilHost);
  const { status, arrived } = await attack(request(`GET ${whole} HTTP/1.1`));
  expect(status).toBe(404);
  expect(arrived.map((seen) => [seen.path, hostsOf(seen.head)])).toEqual([
    [whole.slice("/kisi".length), [`127.0.0.1:${upstream.port}`]],
  ]);
});

test.each([
  "evil.example",
  "evil.example:80",
  "127.0.0.1.evil.example",
  "localhost.evil.example:3000",
  "127.0.0.1:1@evil.example",
  "",
])("Host %j is not served, with whatever Origin", async (host) => {
  for (const path of ["/kisi/locks", "/", "/healthz", "/api/v1/calls"]) {
    const strange = request(`GET ${path} HTTP/1.1`, `Origin: http://${host}`).replace(
      "Host: localhost",
      `Host: ${host}`,
    );
    const { status, answer, arrived, passedBy } = await attack(strange);
    expect({ status, arrived, passedBy }, path).toEqual({ status: 421, arrived: [], passedBy: [] });
    expect(answer).toMatch(/\r\nX-Ajar-Answer: true\r\n/);
  }
});

test("HTTP/1.0 without a Host is not served", async () => {
  const old = request("GET /kisi/locks HTTP/1.0").replace("Host: localhost\r\n", "");
  expect(await attack(old)).toMatchObject({ status: 421, arrived: [] });
});

test("HTTP/1.1 without a Host is no request", async () => {
  const bare = request("GET /kisi/locks HTTP/1.1").replace("Host: localhost\r\n", "");
  const { status, answer, arrived } = await attack(bare);
  expect({ status, arrived }).toEqual({ status: 400, arrived: [] });
  expect(answer).toMatch(ofAjar);
});

test.each([301, 302, 303, 307, 308])("a %i to somewhere else is handed back, and nobody goes there", async (status) => {
  const location = `http://${evilHost}/kisi/locks`;
  upstream.on("/moved", respond(status, "gone", [`Location: ${location}`]));
  const body = '{"pin":"1234"}';
  const answered = await attack(request("POST /kisi/moved HTTP/1.1", `Content-Length: ${body.length}`) + body);
  expect(answered.status).toBe(status);
  expect(answered.answer).toContain(`\r\nLocation: ${location}\r\n`);
  expect(answered.arrived).toHaveLength(1);
});

test.each([
  ["no token", []],
  ["a wrong token", ["X-Ajar-Token: gateway-token-of-these-testz"]],
  ["a token with something behind it", [`X-Ajar-Token: ${gatewayToken}x`]],
  ["the token as Bearer", [`Authorization: Bearer ${gatewayToken}`]],
  ["the token as a cookie", [`Cookie: X-Ajar-Token=${gatewayToken}`]],
  ["the token in the query", []],
])("%s opens nothing", async (what, headers) => {
  const path = what.includes("query") ? `/kisi/locks?x-ajar-token=${gatewayToken}` : "/kisi/locks";
  const plain = request(`GET ${path} HTTP/1.1`, ...headers).replace(`${token}\r\n`, "");
  const { status, answer, arrived } = await attack(plain);
  expect({ status, arrived }).toEqual({ status: 401, arrived: [] });
  expect(answer).toMatch(/\r\nX-Ajar-Answer: true\r\n/);
});

test("a page of another site cannot write through the gateway, even with a token in the path", async () => {
  const path = `/kisi/t/${gatewayToken}/locks/1/unlock`;
  for (const headers of [["Sec-Fetch-Site: cross-site"], ["Origin: http://evil.example"], ["Origin: null"]]) {
    const { status, arrived } = await attack(request(`POST ${path} HTTP/1.1`, ...headers, "Content-Length: 0"));
    expect({ status, arrived }).toEqual({ status: 403, arrived: [] });
  }
});

test("whatever stands behind /kisi/ goes to the upstream as it is, or nowhere", async () => {
  const odd = fc.constantFrom(
    "/",
    "\\",
    "..",
    ".",
    "%2f",
    "%5C",
    "%2e",
    "@",
    ":",
    "#",
    "?",
    "//",
    ";",
    "http:",
    evilHost,
    "x",
    "%",
    "\t",
    "\xe9",
  );
  const paths = fc.array(fc.oneof(odd, fc.string({ unit: "binary-ascii", maxLength: 3 })), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(paths, async (pieces) => {
      const path = `/${pieces.join("")}`;
      const { status, arrived, passedBy } = await attack(request(`GET /kisi${path} HTTP/1.1`));
      expect(passedBy).toEqual([]);
      for (const seen of arrived) {
        // Node's parser takes more than one space before the version.
        expect([seen.path, hostsOf(seen.head)]).toEqual([path.replace(/ +$/, ""), [`127.0.0.1:${upstream.port}`]]);
      }
      expect(arrived.length === 0 ? status : 404).toBeOneOf([400, 404, 505]);
    }),
    { numRuns: 300 },
  );
});

function hostsOf(head: string): string[] {
  return [...head.matchAll(/^host: (.*)\r?$/gim)].map(([, host]) => host ?? "");
}
