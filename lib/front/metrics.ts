import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "#lib/errors";
import { type CallerApp, requireCaller } from "#lib/front/api-caller";
import { sendBytes, sendProblem } from "#lib/front/send";
import { problem, problemOf } from "#lib/http/problem";
import type { App } from "#lib/server/app";

type MetricsApp = CallerApp & Pick<App, "metrics"> & { readonly log: Pick<App["log"], "error"> };

const wrongMethod = problem(405, "Method not allowed", "/metrics answers GET.");

/** Answers `GET /metrics` for Prometheus, with an API token that may read. */
export async function answerMetrics(
  app: MetricsApp,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== "GET") return sendProblem(response, wrongMethod, { allow: "GET" });
  try {
    await requireCaller(app, request, "read");
    const { contentType, text } = await app.metrics.write();
    sendBytes(response, 200, { "content-type": contentType }, Buffer.from(text));
  } catch (error) {
    if (!(error instanceof AppError)) app.log.error({ err: error }, "the metrics could not be written");
    const body = problemOf(error);
    sendProblem(response, body, body.status === 401 ? { "www-authenticate": 'Bearer realm="ajar"' } : {});
  }
}
