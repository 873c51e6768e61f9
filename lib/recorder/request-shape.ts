import { isOpaque } from "#lib/kisi/path-folding";
import type { RequestShape, Shape } from "#lib/model/request-shape";
import type { OutboundRequest } from "#lib/outbound/exchange";
import { findHeader } from "#lib/outbound/raw-headers";

const bodyBytesMax = 65_536;
const depthMax = 5;
const fieldsMax = 40;
const itemsMax = 10;
const nameShape = /^[A-Za-z_][\w-]{0,39}$/;
const otherName = "(other)";

/**
 * The shape of a request: names and types, cut at five levels, forty fields each. Names that do not read like an API's
 * own are `(other)`: a map may have ids, tokens or people for its names.
 */
export function requestShapeOf({
  path,
  headers,
  body,
}: Pick<OutboundRequest, "path" | "headers" | "body">): RequestShape {
  const query = queryShape(path);
  const bodyShape =
    body === null || body.length === 0 ? null : bodyShapeOf(body, findHeader(headers, "content-type") ?? "");
  return { query, body: bodyShape };
}

function queryShape(path: string): Record<string, Shape> {
  const at = path.indexOf("?");
  return at === -1 ? {} : namesOf(path.slice(at + 1));
}

function bodyShapeOf(body: Uint8Array, contentType: string): Shape {
  if (body.length > bodyBytesMax) return "large";
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8");
  if (/^\s*application\/x-www-form-urlencoded\b/i.test(contentType)) return namesOf(text);
  try {
    return shapeOf(JSON.parse(text), 0);
  } catch {
    return "no JSON";
  }
}

function namesOf(parameters: string): Record<string, Shape> {
  const names = [...new URLSearchParams(parameters).keys()].slice(0, fieldsMax);
  return Object.fromEntries(names.map((name) => [shownName(name.replace(/\[\]$/, "")), "string"]));
}

function shapeOf(value: unknown, depth: number): Shape {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  if (depth === depthMax) return Array.isArray(value) ? "list" : "object";
  if (Array.isArray(value)) return [commonShape(value.slice(0, itemsMax).map((item) => shapeOf(item, depth + 1)))];
  const fields = Object.entries(value).slice(0, fieldsMax);
  return Object.fromEntries(fields.map(([name, inner]) => [shownName(name), shapeOf(inner, depth + 1)]));
}

/** Of items that differ only their kinds are told. */
function commonShape(shapes: readonly Shape[]): Shape {
  const [first] = shapes;
  if (first === undefined) return "nothing";
  const texts = new Set(shapes.map((shape) => JSON.stringify(shape)));
  return texts.size === 1 ? first : [...new Set(shapes.map(kindOf))].sort().join(" or ");
}

function kindOf(shape: Shape): string {
  if (typeof shape === "string") return shape;
  return Array.isArray(shape) ? "list" : "object";
}

function shownName(name: string): string {
  return nameShape.test(name) && !isOpaque(name) ? name : otherName;
}
