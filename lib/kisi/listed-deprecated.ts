import { operations } from "#lib/kisi/catalogue";

/** Routes that Kisi's own description of its API marks as deprecated, each with what it names in its place. */
export const listedDeprecated: ReadonlyMap<string, string | null> = new Map(
  operations
    .filter(({ deprecated }) => deprecated)
    .map(({ method, path }) => [`${method} ${path}`, placeOf(method, path)] as const),
);

/** True for a route that Kisi lists as deprecated. */
export function isListedDeprecated(route: string): boolean {
  return listedDeprecated.has(route);
}

/** Members have become users, operation by operation. Kisi names no other replacement. */
function placeOf(method: string, path: string): string | null {
  return path.startsWith("/members") ? `${method} ${path.replace("/members", "/users")}` : null;
}
