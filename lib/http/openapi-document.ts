import type { z } from "zod";
import type { ErrorCode } from "#lib/errors";
import type { ApiOperation } from "#lib/http/api-operation";
import { createSchemaWriter, type JsonSchema, type SchemaWriter } from "#lib/http/json-schema";
import { problemAnswers, problemContentType, problemSchema } from "#lib/http/problem";

type Json = Readonly<Record<string, unknown>>;

/** Paths as OpenAPI writes them: `{ "/api/v1/calls": { get: … } }`. */
export type Paths = Readonly<Record<string, Json>>;

type DocumentParts = {
  readonly operations: readonly ApiOperation[];
  /** What is answered outside of the API's routes, with the writer for its schemas. */
  readonly otherPaths: (writer: SchemaWriter) => Paths;
};

/** The OpenAPI 3.1 document, made of the same schemas that parse what comes in and type what goes out. */
export function buildOpenApiDocument({ operations, otherPaths }: DocumentParts): Json & { readonly openapi: string } {
  const writer = createSchemaWriter();
  writer.write(problemSchema);
  const byPath = Map.groupBy(operations, ({ path }) => path);
  const paths = [...byPath].map(([path, ofPath]) => [
    path,
    Object.fromEntries(
      ofPath.map((operation) => [operation.method.toLowerCase(), describeOperation(operation, writer)]),
    ),
  ]);
  return {
    openapi: "3.1.0",
    info: { title: "Ajar", version: "1", summary: "The API of an Ajar, and its gateway to Kisi.", description: prose },
    servers: [{ url: "/", description: "The Ajar that serves this document." }],
    paths: { ...Object.fromEntries(paths), ...otherPaths(writer) },
    components: {
      securitySchemes,
      responses: Object.fromEntries(codes.map(problemResponse)),
      schemas: writer.components(),
    },
  };
}

const prose =
  "Times are ISO 8601, UTC, with milliseconds; ranges are half-open. A parameter that is not known, is given twice or " +
  "has no value is refused with 400; a method that an address does not answer with 405 and `Allow`. Every failure is " +
  "an RFC 9457 problem. Answers may gain fields.";

const securitySchemes = {
  token: { type: "http", scheme: "bearer", description: "An API token, made under Settings. Its scopes limit it." },
  session: {
    type: "apiKey",
    in: "cookie",
    name: "__Host-ajar_session",
    description: "A signed-in browser, for reading only. Over plain http beyond this machine: `ajar_session`.",
  },
  ingestToken: {
    type: "http",
    scheme: "bearer",
    description: "An ingest token of an integration, whose traffic it is.",
  },
  gatewayToken: { type: "apiKey", in: "header", name: "X-Ajar-Token", description: "A gateway token." },
};

function describeOperation(operation: ApiOperation, writer: SchemaWriter): Json {
  const { id, summary, description, scope, method, body, status = 200 } = operation;
  const parameters = [...pathParameters(operation), ...queryParameters(operation.query, writer)];
  const content = contentOf(operation, writer);
  const ok = content ? { [status]: { description: "OK", content } } : { 204: { description: "Done" } };
  return {
    operationId: id,
    summary,
    ...(description ? { description } : {}),
    security: scope === null ? [] : [{ token: [scope] }, ...(method === "GET" ? [{ session: [] }] : [])],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: jsonContent(writer.writeInput(body)) } } : {}),
    responses: { ...ok, ...problems(failuresOf(operation)) },
  };
}

function contentOf({ answer, files }: ApiOperation, writer: SchemaWriter): Json | null {
  // A file is bytes: it has a type and no schema.
  if (files) return Object.fromEntries(files.map((type) => [type.replace(/;.*/, ""), {}]));
  return answer && jsonContent(writer.write(answer));
}

function failuresOf({ scope, body, fails = [] }: ApiOperation): readonly ErrorCode[] {
  const guarded = scope === null ? [] : (["bad_input", "unauthenticated", "forbidden"] as const);
  return [...guarded, ...(body ? (["too_large", "unsupported"] as const) : []), ...fails];
}

function pathParameters({ params = {} }: ApiOperation): Json[] {
  return Object.entries(params).map(([name, description]) => ({
    name,
    in: "path",
    required: true,
    description,
    schema: { type: "string" },
  }));
}

/** The parameters that a query's schema knows; a list is written with commas, as it is read. */
export function queryParameters(query: z.ZodObject | undefined, writer: SchemaWriter): Json[] {
  if (!query) return [];
  const { properties = {} } = writer.write(query) as { properties?: Readonly<Record<string, JsonSchema>> };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    ...(query.shape[name]?.safeParse(undefined).success ? {} : { required: true }),
    ...(description ? { description } : {}),
    ...(schema.type === "array" ? { style: "form", explode: false } : {}),
    schema,
  }));
}

const codes = Object.keys(problemAnswers) as ErrorCode[];

/** References to the problems that an operation may answer with, and to any other. */
export function problems(failures: readonly ErrorCode[]): Json {
  const byStatus = failures.map((code) => [problemAnswers[code].status, { $ref: `#/components/responses/${code}` }]);
  return { ...Object.fromEntries(byStatus), default: { description: "Any other failure", content: problemContent } };
}

function problemResponse(code: ErrorCode) {
  return [code, { description: problemAnswers[code].title, content: problemContent }] as const;
}

/** The body of every failure of the API. */
export const problemContent = { [problemContentType]: { schema: { $ref: "#/components/schemas/Problem" } } };

function jsonContent(schema: JsonSchema): Json {
  return { "application/json": { schema } };
}
