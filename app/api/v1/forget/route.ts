import { apiRoute } from "#lib/http/api-route";
import { settingsOperations } from "#lib/http/settings-operations";

export const POST = apiRoute(settingsOperations.forgetPerson, async ({ app, body }) =>
  app.forgetPerson.forget(body.person),
);
