import { type Agent, request } from "node:http";
import type { AjarProcess } from "./ajar-process.ts";

export const tokens = { api: "api-token-for-these-tests", gateway: "gateway-token-for-these-tests" };

/** The environment of a server that these tests can talk to without a browser. */
export function openTo(upstream: string): Record<string, string> {
  return {
    KISI_BASE_URL: upstream,
    AJAR_API_TOKEN: tokens.api,
    AJAR_GATEWAY_TOKEN: tokens.gateway,
    AJAR_PACER: "off",
    AJAR_LOG_LEVEL: "warn",
  };
}

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** What the caller waited for the whole answer. */
  readonly waitedMs: number;
};

type Asked = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly agent?: Agent;
};

/** One call through the gateway, read to its end. */
export function callThrough(ajar: Pick<AjarProcess, "origin">, path: string, asked: Asked = {}): Promise<Answer> {
  const { method = "GET", headers = {}, body, agent } = asked;
  const startedMs = performance.now();
  return new Promise((resolve, reject) => {
    const options = { method, headers: { "x-ajar-token": tokens.gateway, ...headers }, ...(agent ? { agent } : {}) };
    const sent = request(`${ajar.origin}/kisi${path}`, options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("close", () => {
        if (!response.complete) reject(new Error("the answer broke off"));
      });
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
          waitedMs: performance.now() - startedMs,
        }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** The JSON that the API answers; fails on anything but 200. */
export async function askApi<T>(ajar: Pick<AjarProcess, "origin">, path: string): Promise<T> {
  const response = await fetch(`${ajar.origin}/api/v1${path}`, { headers: { authorization: `Bearer ${tokens.api}` } });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** Changes settings over the API; fails on anything but 200. */
export async function changeSettings(ajar: Pick<AjarProcess, "origin">, changes: unknown): Promise<void> {
  const response = await fetch(`${ajar.origin}/api/v1/settings`, {
    method: "PATCH",
    headers: { authorization: `Bearer ${tokens.api}`, "content-type": "application/json" },
    body: JSON.stringify(changes),
  });
  if (!response.ok) throw new Error(`the settings answered ${response.status}: ${await response.text()}`);
}
