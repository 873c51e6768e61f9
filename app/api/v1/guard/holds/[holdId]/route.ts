import { AppError } from "#lib/errors";
import { apiRoute } from "#lib/http/api-route";
import { guardOperations } from "#lib/http/guard-operations";

export const DELETE = apiRoute(guardOperations.releaseHold, async ({ app, param }) => {
  if (!app.guard.release(param("holdId"))) throw new AppError("not_found", "There is no such hold, or it has ended");
  return undefined;
});
