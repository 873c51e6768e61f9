import { apiRoute } from "#lib/http/api-route";
import { hygieneOperations } from "#lib/http/hygiene-operations";
import { viewHygiene } from "#lib/http/hygiene-views";
import { readHygiene } from "#lib/hygiene/read-hygiene";
import { createUserOf } from "#lib/hygiene/user-of";
import { resolveRange } from "#lib/time/range";

export const GET = apiRoute(hygieneOperations.getHygiene, async ({ app, query }) => {
  const { store, clock, credentials } = app;
  const deps = { store, userOf: createUserOf(credentials.kisiUserOf), pause: () => clock.sleep(0) };
  return viewHygiene(await readHygiene(deps, resolveRange(query, clock.now())));
});
