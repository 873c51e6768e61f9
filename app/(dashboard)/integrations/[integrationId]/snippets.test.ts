import { execFileSync } from "node:child_process";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { type GatewayPlace, gatewaySnippets, otelVariables, pathTokenUrl } from "./snippets";

const publicUrl = "http://127.0.0.1:3000";
const token = "ajar_gw_0123456789";
/** What must not get out of any language's quotes. */
const hostile = "a'b\"c\\d$(id)`id`$x#{y}\né\u2028";

function codeOf(id: string, place: Partial<GatewayPlace> = {}): string {
  const snippets = gatewaySnippets({ publicUrl, token, addsKey: false, ...place });
  const found = snippets.find((snippet) => snippet.id === id);
  if (!found) throw new Error(`there is no snippet ${id}`);
  return found.code;
}

const ids = gatewaySnippets({ publicUrl, token, addsKey: true }).map(({ id }) => id);

test("there is one for each language", () => {
  expect(ids).toEqual(["curl", "node", "python", "faraday", "net-http", "go", "php"]);
});

test.each(ids)("%s calls the gateway with the token, and with a key only where Ajar adds none", (id) => {
  const code = codeOf(id);
  expect(code).toContain(`${publicUrl}/kisi/`);
  expect(code).toContain(token);
  expect(code).toContain("KISI_API_KEY");
  expect(codeOf(id, { addsKey: true })).not.toMatch(/KISI_API_KEY|Authorization/);
});

/** What a shell makes of a command, one line an argument. */
function argumentsOf(command: string): string[] {
  const script = `KISI_API_KEY=secret; ${command.replace("curl -i", "printf '%s\\0'")}`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

test("a shell reads the curl command as it is meant", () => {
  const key = ["-H", "Authorization: KISI-LOGIN secret"];
  expect(argumentsOf(codeOf("curl"))).toEqual([`${publicUrl}/kisi/user`, "-H", `X-Ajar-Token: ${token}`, ...key]);
  expect(argumentsOf(codeOf("curl", { token: hostile, addsKey: true }))[2]).toBe(`X-Ajar-Token: ${hostile}`);
});

test("a shell reads the variables of OpenTelemetry as they are meant", () => {
  const script = `${otelVariables({ publicUrl, token: hostile })}\nprintf %s "$OTEL_EXPORTER_OTLP_TRACES_HEADERS"`;
  const headers = execFileSync("sh", ["-c", script], { encoding: "utf8" });
  expect(decodeURIComponent(headers)).toBe(`Authorization=Bearer ${hostile}`);
  expect(headers).not.toContain(" ");
  expect(otelVariables({ publicUrl, token })).toContain(`='${publicUrl}/v1/traces'`);
});

test("JavaScript reads the Node code as it is meant", async () => {
  const asked: unknown[] = [];
  const fetch = async (...args: unknown[]) => {
    asked.push(JSON.parse(JSON.stringify(args)));
    return { status: 200, json: async () => ({}) };
  };
  const code = `(async () => {${codeOf("node", { token: hostile })}})()`;
  await runInNewContext(code, {
    fetch,
    console: { log: () => undefined },
    process: { env: { KISI_API_KEY: "secret" } },
  });
  const headers = { "X-Ajar-Token": hostile, Authorization: "KISI-LOGIN secret" };
  expect(asked).toEqual([[`${publicUrl}/kisi/user`, { headers }]]);
});

test.each([
  ["python", '"a\'b\\"c\\\\d$(id)`id`$x#{y}\\n\\u00e9\\u2028"'],
  ["go", '"a\'b\\"c\\\\d$(id)`id`$x#{y}\\n\\u00e9\\u2028"'],
  ["faraday", "'a\\'b\"c\\\\d$(id)`id`$x#{y}\né\u2028'"],
  ["net-http", "'a\\'b\"c\\\\d$(id)`id`$x#{y}\né\u2028'"],
  ["php", "'a\\'b\"c\\\\d$(id)`id`$x#{y}\né\u2028'"],
])("%s gets a text that ends where it should", (id, literal) => {
  expect(codeOf(id, { token: hostile })).toContain(literal);
});

test("the token can stand in the base URL", () => {
  expect(pathTokenUrl({ publicUrl, token })).toBe(`${publicUrl}/kisi/t/${token}`);
});
