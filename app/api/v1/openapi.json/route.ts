import { readOpenApi } from "#lib/http/api-operations";
import { openRoute } from "#lib/http/api-route";
import { openApiDocument } from "#lib/http/openapi";

export const GET = openRoute(readOpenApi, () => openApiDocument);
