import { badInput } from "#lib/errors";
import { apiRoute } from "#lib/http/api-route";
import { reportOperations } from "#lib/http/report-operations";
import { linksOf, nameOfCaller, specOfBody, viewReport } from "#lib/http/report-views";
import type { App } from "#lib/server/app";

export const GET = apiRoute(reportOperations.listReports, async ({ app }) => {
  return { data: (await app.reports.list()).map(viewReport) };
});

export const POST = apiRoute(reportOperations.createReport, async ({ app, body, caller }) => {
  await expectProblems(app, body.problems ?? []);
  const id = await app.reports.create(specOfBody(body, app.clock.now()));
  await app.reports.gathered(id).catch(async (error: unknown) => {
    await app.reports.remove(id);
    throw error;
  });
  const { number, sha256 } = await app.reports.issue(id, nameOfCaller(caller));
  return { id, number, sha256, links: linksOf(id) };
});

/** A report is issued for good, so a mistyped id must not make an empty one. */
async function expectProblems({ store }: App, ids: readonly string[]): Promise<void> {
  const found = await Promise.all(ids.map((id) => store.findProblem(id)));
  const errors = found.flatMap((problem, n) =>
    problem ? [] : [{ path: `problems.${n}`, message: "is the id of no problem: GET /api/v1/problems lists them" }],
  );
  if (errors.length > 0) throw badInput(errors);
}
