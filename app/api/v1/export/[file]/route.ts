import { downloadRoute } from "#lib/http/api-route";
import { exportDownload } from "#lib/http/export-download";
import { exportOperations } from "#lib/http/export-operations";

export const GET = downloadRoute(exportOperations.exportRows, ({ app, search, param }) =>
  exportDownload(app, param("file"), search),
);
