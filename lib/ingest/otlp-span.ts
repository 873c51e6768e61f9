import { z } from "zod";
import { Refusal } from "#lib/ingest/refusal";

export type AttributeValue = string | number | boolean | readonly string[];
export type Attributes = ReadonlyMap<string, AttributeValue>;

/** What is read of a client span, whichever way it was encoded. Ids are hex digits in lower case. */
export type OtlpSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly startNano: bigint;
  readonly endNano: bigint;
  readonly attributes: Attributes;
  readonly statusMessage: string | null;
  /** Attributes of the last exception event. */
  readonly exception: Attributes;
};

/** Fields in snake_case are taken for what they mean: some encoders keep the names of the .proto files. */
const tolerant = <T extends z.ZodRawShape>(shape: T) => z.preprocess(camelKeys, z.object(shape));
const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);
const text = z.string().nullish();
const number = z.union([z.number(), z.string()]).nullish();
const nanoseconds = z
  .union([z.bigint(), z.number().min(0), z.string().regex(/^\d{1,20}$/)])
  .transform((told) => BigInt(typeof told === "number" ? Math.trunc(told) : told));
const hexId = (digits: number) =>
  z
    .string()
    .regex(new RegExp(`^(?!0+$)[0-9a-f]{${digits}}$`, "i"), `must be ${digits} hex digits, not all of them 0`)
    .toLowerCase();

const scalarShape = { stringValue: text, boolValue: z.boolean().nullish(), intValue: number, doubleValue: number };
const arraySchema = tolerant({ values: listOf(tolerant(scalarShape)) });
const attributeSchema = tolerant({
  key: z.string(),
  value: tolerant({ ...scalarShape, arrayValue: arraySchema.nullish() }).nullish(),
});
const spanSchema = tolerant({
  traceId: hexId(32),
  spanId: hexId(16),
  parentSpanId: text,
  startTimeUnixNano: nanoseconds,
  endTimeUnixNano: nanoseconds,
  attributes: listOf(attributeSchema),
  events: listOf(tolerant({ name: text, attributes: listOf(attributeSchema) })),
  status: tolerant({ message: text }).nullish(),
});
const requestSchema = tolerant({
  resourceSpans: listOf(tolerant({ scopeSpans: listOf(tolerant({ spans: listOf(z.unknown()) })) })),
});
const kindSchema = tolerant({ kind: z.union([z.number(), z.string()]).nullish() });

const clientKinds: readonly unknown[] = [3, "3", "SPAN_KIND_CLIENT"];
const parentShape = /^(?!0+$)[0-9a-f]{16}$/i;

/** All spans of an export request, in order and unread. Null for what is no such request. */
export function listSpans(request: unknown): readonly unknown[] | null {
  const parsed = requestSchema.safeParse(request);
  if (!parsed.success) return null;
  return parsed.data.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

/** Reads a span; null if it is not a client's. */
export function readSpan(span: unknown): OtlpSpan | Refusal | null {
  const told = kindSchema.safeParse(span);
  if (told.success && !clientKinds.includes(told.data.kind)) return null;
  const parsed = spanSchema.safeParse(span);
  if (!parsed.success) return new Refusal(messageOf(parsed.error));
  const { traceId, spanId, parentSpanId, startTimeUnixNano, endTimeUnixNano, events, status } = parsed.data;
  const exception = events.findLast(({ name }) => name === "exception");
  return {
    traceId,
    spanId,
    parentSpanId: parentSpanId && parentShape.test(parentSpanId) ? parentSpanId.toLowerCase() : null,
    startNano: startTimeUnixNano,
    endNano: endTimeUnixNano,
    attributes: attributesOf(parsed.data.attributes),
    statusMessage: status?.message || null,
    exception: attributesOf(exception?.attributes ?? []),
  };
}

type AttributeList = z.infer<typeof spanSchema>["attributes"];

function attributesOf(list: AttributeList): Attributes {
  const attributes = new Map<string, AttributeValue>();
  for (const { key, value } of list) {
    const told = value && attributeValue(value);
    if (told !== null && told !== undefined) attributes.set(key, told);
  }
  return attributes;
}

function attributeValue(value: NonNullable<AttributeList[number]["value"]>): AttributeValue | null {
  const { stringValue, boolValue, intValue, doubleValue, arrayValue } = value;
  if (arrayValue) return arrayValue.values.flatMap((item) => item.stringValue ?? []);
  const numeric = intValue ?? doubleValue;
  return stringValue ?? boolValue ?? (numeric === null || numeric === undefined ? null : Number(numeric));
}

function camelKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  if (!Object.keys(value).some((key) => key.includes("_"))) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      inner,
    ]),
  );
}

function messageOf({ issues }: z.ZodError): string {
  const [issue] = issues;
  const path = issue?.path.join(".") ?? "";
  return path === "" ? "the span is not an object" : `span.${path}: ${issue?.message}`;
}
