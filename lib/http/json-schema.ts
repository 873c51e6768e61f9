import { z } from "zod";

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Schemas in the words of JSON Schema 2020-12; those with an id stand in `components` and are referred to. */
export type SchemaWriter = {
  /** As Ajar hands it out. */
  readonly write: (schema: z.ZodType) => JsonSchema;
  /** As a caller may send it: what has a default may be left out. */
  readonly writeInput: (schema: z.ZodType) => JsonSchema;
  /** What `write` has met so far, by id. */
  readonly components: () => Readonly<Record<string, JsonSchema>>;
};

/** Makes the writer of one OpenAPI document. */
export function createSchemaWriter(): SchemaWriter {
  const components: Record<string, JsonSchema> = {};
  const write = (schema: z.ZodType, io: "input" | "output") => {
    const written = z.toJSONSchema(schema, { io, override: ({ jsonSchema }) => simplify(jsonSchema, io) });
    const { $schema, $defs, ...body } = JSON.parse(JSON.stringify(written), referToComponents);
    Object.assign(components, $defs);
    return body;
  };
  return {
    write: (schema) => write(schema, "output"),
    writeInput: (schema) => write(schema, "input"),
    components: () => components,
  };
}

function referToComponents(key: string, value: unknown): unknown {
  return key === "$ref" && typeof value === "string" ? value.replace("#/$defs/", "#/components/schemas/") : value;
}

/** Takes out what only says that numbers are JavaScript's, and what would forbid us to add a field one day. */
function simplify(schema: z.core.JSONSchema.BaseSchema, io: "input" | "output"): void {
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.format === "date-time") delete schema.pattern;
  if (io === "output" && schema.additionalProperties === false) delete schema.additionalProperties;
  delete schema.readOnly;
}
