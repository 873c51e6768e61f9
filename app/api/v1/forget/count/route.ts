import { apiRoute } from "#lib/http/api-route";
import { settingsOperations } from "#lib/http/settings-operations";

export const POST = apiRoute(settingsOperations.countPerson, async ({ app, body }) =>
  app.forgetPerson.count(body.person),
);
