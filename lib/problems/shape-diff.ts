import type { RequestShape, Shape } from "#lib/model/request-shape";

/** One place in which two requests differ. */
export type ShapeDifference = {
  /** `query.limit`, `body.user.email`, `body.members[].role`; `body` for all of it. */
  readonly path: string;
  /** Type in the success and in the failure; null where the place is missing. */
  readonly inSuccess: string | null;
  readonly inFailure: string | null;
};

const differencesMax = 50;

/** Where a failed request differs from one that succeeded, by names and types; fifty places at most. */
export function diffShapes(success: RequestShape, failure: RequestShape): readonly ShapeDifference[] {
  return [...compare("query", success.query, failure.query), ...compare("body", success.body, failure.body)].slice(
    0,
    differencesMax,
  );
}

function compare(path: string, success: Shape | null, failure: Shape | null): ShapeDifference[] {
  if (isList(success) && isList(failure)) return compare(`${path}[]`, success[0], failure[0]);
  if (isObject(success) && isObject(failure)) {
    const names = [...new Set([...Object.keys(success), ...Object.keys(failure)])].sort();
    return names.flatMap((name) => compare(`${path}.${name}`, fieldOf(success, name), fieldOf(failure, name)));
  }
  const [inSuccess, inFailure] = [kindOf(success), kindOf(failure)];
  return inSuccess === inFailure ? [] : [{ path, inSuccess, inFailure }];
}

/** A name such as `constructor` is no field of an object that lacks it. */
function fieldOf(shape: Readonly<Record<string, Shape>>, name: string): Shape | null {
  return Object.hasOwn(shape, name) ? (shape[name] ?? null) : null;
}

function isList(shape: Shape | null): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function isObject(shape: Shape | null): shape is Readonly<Record<string, Shape>> {
  return shape !== null && typeof shape === "object" && !isList(shape);
}

function kindOf(shape: Shape | null): string | null {
  if (shape === null || typeof shape === "string") return shape;
  return isList(shape) ? "list" : "object";
}
