import { apiRoute } from "#lib/http/api-route";
import { reportOperations } from "#lib/http/report-operations";
import { linksOf, nameOfCaller, specOfBody, viewReport } from "#lib/http/report-views";

export const GET = apiRoute(reportOperations.listReports, async ({ app }) => {
  return { data: (await app.reports.list()).map(viewReport) };
});

export const POST = apiRoute(reportOperations.createReport, async ({ app, body, caller }) => {
  const id = await app.reports.create(specOfBody(body, app.clock.now()));
  await app.reports.gathered(id).catch(async (error: unknown) => {
    await app.reports.remove(id);
    throw error;
  });
  const { number, sha256 } = await app.reports.issue(id, nameOfCaller(caller));
  return { id, number, sha256, links: linksOf(id) };
});
