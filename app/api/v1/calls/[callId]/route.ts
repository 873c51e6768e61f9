import { AppError } from "#lib/errors";
import { apiRoute } from "#lib/http/api-route";
import { viewCallDetail } from "#lib/http/api-views";

export const GET = apiRoute("read", async ({ app, param }) => {
  const detail = await app.store.findCall(param("callId"));
  if (!detail) throw new AppError("not_found", "There is no call with this id; it may be past its retention.");
  return viewCallDetail(detail);
});
