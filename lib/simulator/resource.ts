import type { JsonObject } from "#lib/simulator/json";
import type { Row } from "#lib/simulator/table";
import type { World } from "#lib/simulator/world";

/** Type of a field in a request's body; with `?` it may be null; `ignored` is accepted and not kept. */
export type FieldType = Kind | `${Kind}?` | "ignored";
type Kind = "string" | "email" | "integer" | "number" | "boolean" | "object" | "array" | "time";

export type Paging = { readonly default: number; readonly max: number };

/** One collection of Kisi: what its requests may say and what its answers look like. */
export type Resource = {
  /** First segment of its paths: `group_locks`. */
  readonly collection: string;
  /** Name of the object that wraps a request's fields: `group_lock`. */
  readonly wrapper: string;
  /** Value of `resource_type` in answers; null where Kisi has none. */
  readonly resourceType: string | null;
  /** Null: the list takes neither `limit` nor `offset`. */
  readonly paging: Paging | null;
  /** Fields that POST and PATCH take. */
  readonly fields: Readonly<Record<string, FieldType>>;
  readonly required: readonly string[];
  /** Fields that name a row of another collection. */
  readonly references: Readonly<Record<string, string>>;
  /** Fields of the answer that no request sets, and values of those that it left out. */
  readonly defaults: JsonObject;
  /** Query parameters without which the list is refused. */
  readonly scope: readonly string[];
  readonly scopeStatus: 400 | 404;
  /** Query parameters that select rows by an equal field. */
  readonly filters: readonly string[];
  /** Fields that the `query` parameter looks into. */
  readonly searched: readonly string[];
  /** Names the user whom a row belongs to: without admin rights one sees only one's own. */
  readonly ownerField: string | null;
  /** Kisi lists 422 for updates of some collections only; the others ignore a value that does not fit. */
  readonly checksUpdates: boolean;
  /** Another collection whose rows these are, with ids moved by `idOffset`. */
  readonly source: string;
  readonly idOffset: number;
  /** Fields of the stored row that this collection does not show. */
  readonly hidden: readonly string[];
  /** Turns an older form of a request into the current one before it is checked. */
  readonly normalise: (fields: JsonObject) => JsonObject;
  /** Fields that follow from the others at creation, or are drawn: tokens, device ids. */
  readonly complete: (fields: JsonObject, world: World) => JsonObject;
  /** Fields of the answer that follow from other rows or from the time. */
  readonly present: (row: Row, world: World) => JsonObject;
};

type ResourceOptions = Partial<Resource> & Pick<Resource, "collection" | "wrapper" | "resourceType" | "fields">;

const nothing = () => ({});

/** A resource with the usual answers to what is left open: lists of 10, at most 250. */
export function defineResource(options: ResourceOptions): Resource {
  return {
    paging: { default: 10, max: 250 },
    required: [],
    references: {},
    defaults: {},
    scope: [],
    scopeStatus: 400,
    filters: [],
    searched: ["name"],
    ownerField: null,
    checksUpdates: false,
    source: options.collection,
    idOffset: 0,
    hidden: [],
    normalise: (fields) => fields,
    complete: nothing,
    present: nothing,
    ...options,
  };
}
