import type { z } from "zod";
import type { ErrorCode } from "#lib/errors";
import type { Scope } from "#lib/model/account";

/** One method on one path of the JSON API: what the route handler obeys and the OpenAPI document says. */
export type ApiOperation = {
  /** `listCalls` */
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** `/api/v1/calls/{callId}` */
  readonly path: `/${string}`;
  /** What a token must be allowed; null if anyone may ask. */
  readonly scope: Scope | null;
  /** A line; the description may take more. */
  readonly summary: string;
  readonly description?: string;
  /** What each name in braces means. */
  readonly params?: Readonly<Record<string, string>>;
  /** Strict: a name that it does not know is refused. Absent: no parameter is taken at all. */
  readonly query?: z.ZodObject;
  /** JSON. Absent: the body is not read. */
  readonly body?: z.ZodType;
  /** 200, or 204 without an answer. */
  readonly status?: 200 | 201;
  /** Null: nothing comes back but the status. */
  readonly answer: z.ZodType | null;
  /** Media types of what is downloaded instead of answered; of a JSON file `answer` says what it holds. */
  readonly files?: readonly string[];
  /** Failures of its own, beside those that any operation may have. */
  readonly fails?: readonly ErrorCode[];
};

/** The names in braces of a path: `/calls/{callId}` → `"callId"`. */
export type ParamName<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamName<Rest>
  : never;

type InputOf<Schema> = Schema extends z.ZodType ? z.infer<Schema> : undefined;

/** The query as the handler gets it: parsed. */
export type QueryOf<Operation extends ApiOperation> = Operation extends { readonly query: infer Schema }
  ? InputOf<Schema>
  : undefined;

/** The body as the handler gets it: parsed. */
export type BodyOf<Operation extends ApiOperation> = Operation extends { readonly body: infer Schema }
  ? InputOf<Schema>
  : undefined;

/** What the handler must return. */
export type AnswerOf<Operation extends ApiOperation> = Operation["answer"] extends z.ZodType
  ? z.input<Operation["answer"]>
  : undefined;
