import { AppError } from "#lib/errors";
import { guarded } from "#lib/http/guarded";

const nothingHere = (request: Request) =>
  guarded(request, "read", async () => {
    throw new AppError("not_found", `There is no ${request.method} ${new URL(request.url).pathname} in this API.`);
  });

export { nothingHere as DELETE, nothingHere as GET, nothingHere as PATCH, nothingHere as POST, nothingHere as PUT };
