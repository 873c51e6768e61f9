import { downloadRoute } from "#lib/http/api-route";
import { reportOperations } from "#lib/http/report-operations";
import { reportDownload } from "#lib/http/report-views";

export const GET = downloadRoute(reportOperations.downloadReport, ({ app, param }) =>
  reportDownload(app.reports, param("reportId"), param("file")),
);
