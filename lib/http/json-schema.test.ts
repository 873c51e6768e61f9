import { expect, test } from "vitest";
import { z } from "zod";
import { createSchemaWriter } from "#lib/http/json-schema";

const schema = z.strictObject({
  id: z.int(),
  at: z.iso.datetime({ precision: 3 }),
  note: z.string().default(""),
  tags: z.array(z.string()).readonly(),
});

test("an answer says what is always there, and nothing of how it is checked", () => {
  expect(createSchemaWriter().write(schema)).toEqual({
    type: "object",
    properties: {
      id: { type: "integer" },
      at: { type: "string", format: "date-time" },
      note: { type: "string", default: "" },
      tags: { type: "array", items: { type: "string" } },
    },
    required: ["id", "at", "note", "tags"],
  });
});

test("what is sent may leave out what has a default, and has no field more", () => {
  expect(createSchemaWriter().writeInput(schema)).toMatchObject({
    required: ["id", "at", "tags"],
    additionalProperties: false,
  });
});

test("what has an id stands in the components, once", () => {
  const writer = createSchemaWriter();
  const lock = z.object({ name: z.string() }).meta({ id: "Lock" });
  const reference = { $ref: "#/components/schemas/Lock" };
  expect(writer.write(z.array(lock))).toEqual({ type: "array", items: reference });
  expect(writer.write(lock)).toEqual(reference);
  expect(Object.keys(writer.components())).toEqual(["Lock"]);
});
