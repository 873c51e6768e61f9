import { expect, test } from "vitest";
import { z } from "zod";
import { AppError } from "#lib/errors";
import { answerForm, readForm } from "#lib/http/answer-form";

function formOf(...fields: [string, string][]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

test("reads fields by their schema; names that end in [] are always lists", () => {
  const schema = z.object({ name: z.string(), "scopes[]": z.array(z.string()).default([]) });
  const form = formOf(["$ACTION_KEY", "x"], ["name", "export"], ["scopes[]", "read"]);
  expect(readForm(schema, form)).toEqual({ name: "export", "scopes[]": ["read"] });
  expect(readForm(schema, formOf(["name", "export"]))).toEqual({ name: "export", "scopes[]": [] });
});

test("names every wrong field", () => {
  const schema = z.object({ name: z.string(), age: z.string() });
  expect(() => readForm(schema, formOf(["name", "a"], ["name", "b"]))).toThrow(AppError);
  try {
    readForm(schema, formOf(["name", "a"], ["name", "b"]));
  } catch (error) {
    expect(error).toMatchObject({ code: "bad_input", errors: [{ path: "name" }, { path: "age" }] });
  }
});

test("an expected failure becomes words and shows only the fields that may be shown", async () => {
  const form = formOf(["email", "me@example.com"], ["password", "hunter2"]);
  const state = await answerForm(form, ["email"], async () => {
    throw new AppError("bad_input", "No.", { errors: [{ path: "password", message: "has 7 characters" }] });
  });
  expect(state).toEqual({
    kind: "failed",
    message: "No.",
    errors: { password: "Has 7 characters." },
    values: { email: "me@example.com" },
  });
});

test("what nobody foresaw, and Next's redirects, pass through", async () => {
  const redirect = new Error("NEXT_REDIRECT");
  const run = () => answerForm(new FormData(), [], () => Promise.reject(redirect));
  await expect(run()).rejects.toBe(redirect);
});
