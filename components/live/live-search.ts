import { parseAsStringLiteral } from "nuqs/server";

/** How following the traffic stands in the URL of a page: `live=1`. */
export const liveSearch = { live: parseAsStringLiteral(["1"]) };
