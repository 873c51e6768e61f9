import type { IncomingMessage, ServerResponse } from "node:http";
import type { z } from "zod";
import { sendJson, sendProblem } from "#lib/front/send";
import type { aliveSchema, lookingSchema, readySchema } from "#lib/http/health-paths";
import { problem } from "#lib/http/problem";
import type { App } from "#lib/server/app";
import { isLookingInTime } from "#lib/server/looking-in-time";

export type HealthApp = {
  readonly store: Pick<App["store"], "ping">;
  readonly log: Pick<App["log"], "error">;
  readonly alerts: Pick<App["alerts"], "lookedAtMs">;
  readonly clock: Pick<App["clock"], "now">;
};

const alive: z.input<typeof aliveSchema> = { status: "alive" };
const ready: z.input<typeof readySchema> = { status: "ready" };
const looking: z.input<typeof lookingSchema> = { status: "looking" };
const paths = ["/healthz", "/readyz", "/healthz/alerts"];

/**
 * `/healthz`: the process is alive. `/readyz`: the store answers. `/healthz/alerts`: the rules are looked at in time,
 * apart from the others, for calls go through whether they are or not. Returns false for any other path.
 */
export function answerHealth(app: HealthApp, request: IncomingMessage, response: ServerResponse): boolean {
  const path = (request.url ?? "").split("?", 1)[0] ?? "";
  if (!paths.includes(path)) return false;
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("allow", "GET, HEAD");
    sendProblem(response, problem(405, "Method not allowed", `${path} answers GET and HEAD.`));
    return true;
  }
  if (path === "/healthz") sendJson(response, 200, alive);
  else if (path === "/readyz") void answerReady(app, response);
  else if (isLookingInTime(app.alerts.lookedAtMs(), app.clock.now())) sendJson(response, 200, looking);
  else sendProblem(response, notLooking);
  return true;
}

const notLooking = problem(503, "Not looking", "The rules are not looked at in time, so no alert would begin.");

async function answerReady(app: HealthApp, response: ServerResponse): Promise<void> {
  try {
    await app.store.ping();
    sendJson(response, 200, ready);
  } catch (error) {
    app.log.error({ err: error }, "the store does not answer");
    sendProblem(response, problem(503, "Not ready", "The store does not answer. The log has the cause."));
  }
}
