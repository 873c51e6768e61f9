import { apiRoute } from "#lib/http/api-route";
import { reportOperations } from "#lib/http/report-operations";
import { viewReport } from "#lib/http/report-views";

export const GET = apiRoute(reportOperations.getReport, async ({ app, param }) =>
  viewReport(await app.reports.get(param("reportId"))),
);
