import { apiRoute } from "#lib/http/api-route";
import { namedUnder } from "#lib/http/input-errors";
import { settingsOperations } from "#lib/http/settings-operations";
import type { App } from "#lib/server/app";

export const GET = apiRoute(settingsOperations.getSettings, async ({ app }) => readSettings(app));

export const PATCH = apiRoute(settingsOperations.changeSettings, async ({ app, body }) => {
  const { digest, guard, priorities, problems, redaction, ...risk } = body;
  // First what can still be refused, so that a refusal changes nothing: of two such, one is asked before.
  if (digest) await namedUnder("digest", () => app.digest.settings.check(digest));
  if (Object.keys(risk).length > 0) await app.riskSettings.change(risk);
  if (digest) await app.digest.settings.change(digest);
  if (guard) await app.guardSettings.change(guard);
  if (priorities) await app.prioritySettings.change(priorities);
  if (problems) await app.problemSettings.change(problems);
  if (redaction) await app.redactionSettings.change(redaction);
  return readSettings(app);
});

function readSettings(app: App) {
  const { digest, riskSettings, guardSettings, prioritySettings, problemSettings, redactionSettings, env } = app;
  return {
    ...riskSettings.read(),
    digest: digest.settings.read(),
    guard: guardSettings.read(),
    priorities: prioritySettings.read(),
    problems: problemSettings.read(),
    redaction: redactionSettings.read(),
    retentionDays: env.retentionDays,
  };
}
