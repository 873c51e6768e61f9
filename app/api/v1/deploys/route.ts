import { apiRoute } from "#lib/http/api-route";
import { instantOf } from "#lib/http/instant-of";
import { problemsOperations } from "#lib/http/problems-operations";
import { viewDeploy } from "#lib/http/problems-views";
import { listDeploys, recordDeploy } from "#lib/problems/deploys";
import { resolveRange } from "#lib/time/range";

export const GET = apiRoute(problemsOperations.listDeploys, async ({ app, query }) => {
  const deploys = await listDeploys(app.store, resolveRange(query, app.clock.now()));
  return { data: deploys.map(viewDeploy) };
});

export const POST = apiRoute(problemsOperations.recordDeploy, async ({ app, body }) => {
  const { release, at, integration } = body;
  const nowMs = app.clock.now();
  const deploy = { release, integration, atMs: at === undefined ? nowMs : instantOf(at), origin: "api" } as const;
  await recordDeploy(app.store, deploy, nowMs);
  return viewDeploy(deploy);
});
