import { apiOperations } from "#lib/http/api-operations";
import { gatewayPaths } from "#lib/http/gateway-paths";
import { healthPaths } from "#lib/http/health-paths";
import { ingestPaths } from "#lib/http/ingest-paths";
import { livePaths } from "#lib/http/live-paths";
import { metricsPaths } from "#lib/http/metrics-paths";
import { buildOpenApiDocument } from "#lib/http/openapi-document";

/** The OpenAPI document of this version of Ajar. */
export const openApiDocument = buildOpenApiDocument({
  operations: apiOperations,
  otherPaths: (writer) => ({
    ...livePaths(writer),
    ...ingestPaths(writer),
    ...healthPaths(writer),
    ...metricsPaths,
    ...gatewayPaths(writer),
  }),
});
