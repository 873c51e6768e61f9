import { apiRoute } from "#lib/http/api-route";
import { problemsOperations } from "#lib/http/problems-operations";
import { viewListedProblem } from "#lib/http/problems-views";
import { listProblems } from "#lib/problems/list-problems";
import { resolveRange } from "#lib/time/range";

export const GET = apiRoute(problemsOperations.listProblems, async ({ app, query }) => {
  const { from, to, last, sort, limit, cursor = null, ...filter } = query;
  const range = resolveRange({ from, to, last }, app.clock.now());
  const { count429 } = app.riskSettings.read();
  const page = await listProblems(app.store, { range, filter, sort, limit, cursor, count429 });
  return { ...page, data: page.data.map(viewListedProblem) };
});
