import { alertOperations } from "#lib/http/alert-operations";
import { viewSilence } from "#lib/http/alert-views";
import { apiRoute } from "#lib/http/api-route";
import { nameOfCaller } from "#lib/http/report-views";

export const GET = apiRoute(alertOperations.listSilences, async ({ app }) => {
  return { data: (await app.alerts.silences.list()).map(viewSilence) };
});

export const POST = apiRoute(
  alertOperations.createSilence,
  async ({ app, caller, body: { ruleId, until, reason } }) => {
    const wanted = { ruleId, untilMs: Date.parse(until), reason, who: nameOfCaller(caller) };
    return viewSilence(await app.alerts.silences.create(wanted));
  },
);
