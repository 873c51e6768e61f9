import { apiRoute } from "#lib/http/api-route";
import { riskOperations } from "#lib/http/risk-operations";
import { viewRisk } from "#lib/http/risk-views";

export const GET = apiRoute(riskOperations.getRisk, async ({ app }) => viewRisk(await app.risk.read()));
