import { AppError } from "#lib/errors";
import { apiRoute } from "#lib/http/api-route";

const nothingHere = apiRoute("read", async ({ request }) => {
  throw new AppError("not_found", `There is no ${request.method} ${new URL(request.url).pathname} in this API.`);
});

export { nothingHere as DELETE, nothingHere as GET, nothingHere as PATCH, nothingHere as POST, nothingHere as PUT };
