import type { StatsDimension } from "#lib/model/stats";
import type { ResolvedFilter } from "#lib/store/sqlite/resolve-filter";
import type { Dimension } from "#lib/store/sqlite/rollups";

/** Where figures can come from: rollups of one dimension, with raw rows at the edges, or raw rows alone. */
export type FigureSource = Dimension | "rows";

/**
 * Outcome, status class and status are in every rollup, but a rollup has one dimension: two of them together, and all
 * that no rollup knows, take raw rows. A method is a set of routes.
 */
export function chooseFigureSource(by: StatsDimension, filter: ResolvedFilter): FigureSource {
  const { sources, problemIds, minRetries, minLatencyMs, callId, text } = filter;
  if ([sources, problemIds, minRetries, minLatencyMs, callId, text].some((part) => part !== null)) return "rows";
  const wanted: Record<Exclude<Dimension, "all">, boolean> = {
    route: by === "route" || filter.routeIds !== null,
    integration: by === "integration" || filter.integrationIds !== null,
    credential: by === "credential" || filter.credentialIds !== null,
  };
  const dimensions = (["route", "integration", "credential"] as const).filter((dimension) => wanted[dimension]);
  return dimensions.length > 1 ? "rows" : (dimensions[0] ?? "all");
}
