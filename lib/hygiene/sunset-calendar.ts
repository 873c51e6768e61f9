import { listedDeprecated } from "#lib/kisi/listed-deprecated";
import type { AttemptReader, DeprecatedRoute, RouteCaller } from "#lib/store/store";
import type { Range } from "#lib/time/range";

/** A deprecated operation that is still called: until when, by whom. */
export type Sunset = {
  /** `GET /members/{id}` */
  readonly route: string;
  /** After which it may vanish: the date to be done by; null if Kisi told none, or none that is a date. */
  readonly fixByMs: number | null;
  /** `Sunset` and `Deprecation` as Kisi said them last; null where it did not. */
  readonly sunset: string | null;
  readonly deprecation: string | null;
  /** Kisi's own description marks it as deprecated. */
  readonly isListed: boolean;
  /** What Kisi names in its place. */
  readonly replacement: string | null;
  readonly calls: number;
  readonly lastAtMs: number;
  /** Most calls first. */
  readonly callers: readonly Omit<RouteCaller, "route">[];
};

/** Of each operation its newest calls are counted. */
export const sunsetCallsMax = 50_000;

/** Deprecated operations that were called in a range, those first that end first, those without a date last. */
export async function readSunsets(
  store: Pick<AttemptReader, "listDeprecatedRoutes" | "listRouteCallers">,
  range: Range,
): Promise<readonly Sunset[]> {
  const told = await store.listDeprecatedRoutes(range);
  const routes = [...new Set([...told.map(({ route }) => route), ...listedDeprecated.keys()])];
  return toSunsets(told, await store.listRouteCallers({ range, routes, callsMax: sunsetCallsMax }));
}

/** Joins what Kisi said of routes with who called them. */
export function toSunsets(told: readonly DeprecatedRoute[], callers: readonly RouteCaller[]): readonly Sunset[] {
  const saidOf = new Map(told.map((route) => [route.route, route]));
  const sunsets = [...Map.groupBy(callers, ({ route }) => route)].map(([route, own]): Sunset => {
    const { sunset = null, deprecation = null } = saidOf.get(route) ?? {};
    return {
      route,
      fixByMs: dateOf(sunset),
      sunset,
      deprecation,
      isListed: listedDeprecated.has(route),
      replacement: listedDeprecated.get(route) ?? null,
      calls: own.reduce((sum, { calls }) => sum + calls, 0),
      lastAtMs: Math.max(...own.map(({ lastAtMs }) => lastAtMs)),
      callers: own.map(({ route: _, ...caller }) => caller),
    };
  });
  const never = Number.POSITIVE_INFINITY;
  return sunsets.sort((a, b) => (a.fixByMs ?? never) - (b.fixByMs ?? never) || b.calls - a.calls || 0);
}

/** Only what the recorder could read as a date is one: it is kept as ISO 8601. */
function dateOf(text: string | null): number | null {
  const ms = text !== null && /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}
