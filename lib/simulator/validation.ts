import { isJsonObject, type Json, type JsonObject } from "#lib/simulator/json";
import type { FieldType, Resource } from "#lib/simulator/resource";
import { organizationOf, type World } from "#lib/simulator/world";

export type FieldErrors = Record<string, string[]>;

const blank = "can't be blank";
const blankOrInvalid = "can't be blank or invalid";
const emailPattern = /^[^\s@]{1,64}@[^\s@]{1,190}$/;
const textMax = 10_000;

/** The fields inside the wrapper of a request's body; empty if the wrapper is missing, as if nothing had been sent. */
export function unwrap(body: Json | undefined, wrapper: string): JsonObject {
  const inner = isJsonObject(body) ? body[wrapper] : undefined;
  return isJsonObject(inner) ? inner : {};
}

/** Splits a request's fields into those to keep and what is wrong with the others. Unknown fields are ignored. */
export function checkFields(world: World, resource: Resource, organizationId: number, fields: JsonObject) {
  const kept: Record<string, Json> = {};
  const errors: FieldErrors = {};
  for (const [field, type] of Object.entries(resource.fields)) {
    const value = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (value === undefined || type === "ignored") continue;
    const error = errorOf(world, resource, organizationId, field, type, value);
    if (error === null) kept[field] = value;
    else errors[field] = [error];
  }
  return { kept, errors };
}

/** Adds the required fields that are absent or blank. */
export function checkRequired(resource: Resource, kept: JsonObject, errors: FieldErrors): FieldErrors {
  for (const field of resource.required) {
    const missing = kept[field] === undefined || kept[field] === "";
    if (missing) errors[field] ??= [resource.fields[field] === "email" ? blankOrInvalid : blank];
  }
  return errors;
}

function errorOf(
  world: World,
  resource: Resource,
  organizationId: number,
  field: string,
  type: FieldType,
  value: Json,
): string | null {
  if (value === null) return type.endsWith("?") ? null : blank;
  if (!fits(type.replace("?", ""), value)) return type.startsWith("email") ? blankOrInvalid : "is invalid";
  const collection = resource.references[field];
  if (collection === undefined) return null;
  const row = world.table(collection).find(value);
  return row && organizationOf(row) === organizationId ? null : "must exist";
}

function fits(kind: string, value: Json): boolean {
  switch (kind) {
    case "string":
      return typeof value === "string" && value.length <= textMax;
    case "email":
      return typeof value === "string" && emailPattern.test(value);
    case "time":
      return typeof value === "string" && !Number.isNaN(Date.parse(value));
    case "integer":
      return Number.isSafeInteger(value);
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    case "array":
      return Array.isArray(value) && value.length <= 250 && value.every(isSmallScalar);
    case "object":
      return isJsonObject(value) && isFlatAndSmall(value);
    default:
      return typeof value === kind;
  }
}

/** Kisi's limits of `metadata`: 50 keys of 50 characters, values of 500, nothing nested. */
function isFlatAndSmall(value: JsonObject): boolean {
  const entries = Object.entries(value);
  return entries.length <= 50 && entries.every(([key, item]) => key.length <= 50 && isSmallScalar(item));
}

function isSmallScalar(value: Json): boolean {
  return value === null || (typeof value !== "object" && String(value).length <= 500);
}
