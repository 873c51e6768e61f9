import { apiRoute } from "#lib/http/api-route";
import { guardOperations } from "#lib/http/guard-operations";
import { viewGuard } from "#lib/http/guard-views";

export const GET = apiRoute(guardOperations.getGuard, async ({ app }) => viewGuard(app));
