import { z } from "zod";

type Json = Readonly<Record<string, unknown>>;

const contentSchema = z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()).optional() }));
const responseSchema = z.looseObject({ $ref: z.string().optional(), content: contentSchema.default({}) });
const operationSchema = z.looseObject({
  operationId: z.string(),
  responses: z.record(z.string(), responseSchema),
});
export type DescribedOperation = z.infer<typeof operationSchema>;

const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.looseObject({
    schemas: z.record(z.string(), z.record(z.string(), z.unknown())),
    responses: z.record(z.string(), responseSchema),
  }),
});

/** The served OpenAPI document, as somebody reads it who knows nothing else of Ajar. */
export function readApi(served: unknown) {
  const { paths, components } = documentSchema.parse(served);

  /** What is wrong with an answer by what the document says of it; null if nothing is. */
  function judge(operation: DescribedOperation, { status, type, body }: Answer): string | null {
    const said = operation.responses[status] ?? operation.responses.default;
    if (!said) return `${status} is not described`;
    const { content } = components.responses[said.$ref?.split("/").at(-1) ?? ""] ?? said;
    if (Object.keys(content).length === 0) return body === null ? null : `${status} is described without a body`;
    const described = content[type];
    if (!described) return `${status} is not described as ${type}`;
    // Without a schema it is bytes.
    if (!described.schema) return null;
    const parsed = z.fromJSONSchema(localized(described.schema)).safeParse(body);
    return parsed.success ? null : z.prettifyError(parsed.error);
  }

  /** Answers may gain fields, but the document of the same version has them: here what it does not name is wrong. */
  function localized(schema: Json): Json {
    const text = JSON.stringify({ ...schema, $defs: components.schemas }).replaceAll(
      "#/components/schemas/",
      "#/$defs/",
    );
    return JSON.parse(text, (_, value) =>
      value?.type === "object" && value.properties ? { additionalProperties: false, ...value } : value,
    );
  }

  return { paths, judge };
}

/** `body` is null where there is none. */
export type Answer = { readonly status: number; readonly type: string; readonly body: unknown };

/** An answer read to its end, JSON or not. */
export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const type = (response.headers.get("content-type") ?? "").split(";", 1)[0] ?? "";
  return { status: response.status, type, body: text === "" ? null : type.endsWith("json") ? JSON.parse(text) : text };
}
