import type { IncomingMessage, ServerResponse } from "node:http";
import type { z } from "zod";
import { sendJson, sendProblem } from "#lib/front/send";
import type { aliveSchema, readySchema } from "#lib/http/health-paths";
import { problem } from "#lib/http/problem";
import type { App } from "#lib/server/app";

export type HealthApp = { readonly store: Pick<App["store"], "ping">; readonly log: Pick<App["log"], "error"> };

const alive: z.input<typeof aliveSchema> = { status: "alive" };
const ready: z.input<typeof readySchema> = { status: "ready" };

/** `/healthz`: the process is alive. `/readyz`: the store answers. Returns false for any other path. */
export function answerHealth(app: HealthApp, request: IncomingMessage, response: ServerResponse): boolean {
  const path = (request.url ?? "").split("?", 1)[0];
  if (path !== "/healthz" && path !== "/readyz") return false;
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("allow", "GET, HEAD");
    sendProblem(response, problem(405, "Method not allowed", `${path} answers GET and HEAD.`));
    return true;
  }
  if (path === "/healthz") sendJson(response, 200, alive);
  else void answerReady(app, response);
  return true;
}

async function answerReady(app: HealthApp, response: ServerResponse): Promise<void> {
  try {
    await app.store.ping();
    sendJson(response, 200, ready);
  } catch (error) {
    app.log.error({ err: error }, "the store does not answer");
    sendProblem(response, problem(503, "Not ready", "The store does not answer. The log has the cause."));
  }
}
