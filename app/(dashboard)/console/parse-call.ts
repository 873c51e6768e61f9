import { AppError } from "#lib/errors";
import { findOperation, type Operation } from "#lib/kisi/catalogue";
import type { KisiOperationCall } from "#lib/kisi/client";
import { confirmField } from "./confirm-field";
import { pathParameters } from "./path-parameters";

type Parsed = { readonly operation: Operation; readonly call: KisiOperationCall };

type FieldError = { readonly path: string; readonly message: string };

/**
 * Reads the Console's form. Throws `bad_input` naming each field that is wrong; a door action that nobody confirmed is
 * refused as well, so that no link and no slip of a finger moves a door.
 */
export function parseCall(form: FormData): Parsed {
  const operation = findOperation(textOf(form, "op"));
  if (!operation) throw refusal([{ path: "op", message: "is none of Kisi's operations: choose one from the list" }]);
  const errors: FieldError[] = [];
  const params = readParams(form, operation, errors);
  const query = readQuery(form, errors);
  const body = readBody(form, errors);
  if (errors.length === 0 && operation.doorAction && textOf(form, confirmField) !== operation.operationId) {
    errors.push({ path: confirmField, message: "not sent: this moves a door, and nobody has said yes to it" });
  }
  if (errors.length > 0) throw refusal(errors);
  return {
    operation,
    call: { operationId: operation.operationId, params, query, ...(body === undefined ? {} : { body }) },
  };
}

function readParams(form: FormData, { path }: Operation, errors: FieldError[]): Record<string, string> {
  const params: Record<string, string> = {};
  for (const name of pathParameters(path)) {
    const value = textOf(form, `p.${name}`);
    if (value === "") errors.push({ path: `p.${name}`, message: "is needed" });
    else params[name] = value;
  }
  return params;
}

function readQuery(form: FormData, errors: FieldError[]): Record<string, string> {
  const query: Record<string, string> = {};
  for (const name of ["limit", "offset"]) {
    const value = textOf(form, name);
    if (value === "") continue;
    if (/^\d{1,6}$/.test(value)) query[name] = value;
    else errors.push({ path: name, message: "must be a whole number" });
  }
  for (const line of textOf(form, "query").split("\n")) {
    if (line.trim() === "") continue;
    const [name = "", ...rest] = line.split("=");
    if (name.trim() === "" || rest.length === 0) {
      errors.push({ path: "query", message: `wants name=value on each line, but has "${line.trim().slice(0, 40)}"` });
    } else {
      query[name.trim()] = rest.join("=").trim();
    }
  }
  return query;
}

function readBody(form: FormData, errors: FieldError[]): unknown {
  const text = textOf(form, "body");
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : "it cannot be read";
    errors.push({ path: "body", message: `is not JSON: ${reason}` });
    return undefined;
  }
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

function refusal(errors: readonly FieldError[]): AppError {
  return new AppError("bad_input", "The call was not sent: correct what is marked.", { errors });
}
