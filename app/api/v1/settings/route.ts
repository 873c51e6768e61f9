import { apiRoute } from "#lib/http/api-route";
import { settingsOperations } from "#lib/http/settings-operations";

export const GET = apiRoute(settingsOperations.getSettings, async ({ app }) => {
  return { ...app.riskSettings.read(), retentionDays: app.env.retentionDays };
});

export const PATCH = apiRoute(settingsOperations.changeSettings, async ({ app, body }) => {
  const settings = await app.riskSettings.change(body);
  app.log.info({ event: "settings_changed", fields: Object.keys(body) }, "settings were changed");
  return { ...settings, retentionDays: app.env.retentionDays };
});
