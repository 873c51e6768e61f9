import { guardProblemSchema } from "#lib/http/guard-problem";
import type { SchemaWriter } from "#lib/http/json-schema";
import type { Paths } from "#lib/http/openapi-document";
import { problemContentType } from "#lib/http/problem";
import { deadlineMsAllowed, deadlineMsDefault, retriesMaxAllowed } from "#lib/kisi/outbound-request";
import { priorities } from "#lib/model/priorities";
import { retriesMaxDefault } from "#lib/outbound/retry";

const methods = ["get", "post", "put", "patch", "delete"] as const;

const parameters = [
  {
    name: "path",
    in: "path",
    required: true,
    description: "Kisi's path and query exactly as Kisi is to get them, with their slashes: `/kisi/locks/1/unlock`.",
    schema: { type: "string" },
  },
  {
    name: "X-Ajar-Retries",
    in: "header",
    description: "How often the call may be repeated at most.",
    schema: { type: "integer", minimum: 0, maximum: retriesMaxAllowed, default: retriesMaxDefault },
  },
  {
    name: "X-Ajar-Repeat-Safe",
    in: "header",
    description: "Lets a POST or PATCH be repeated after a 5xx or a lost connection.",
    schema: { type: "boolean", default: false },
  },
  {
    name: "X-Ajar-Deadline",
    in: "header",
    description: "Milliseconds for pacing, attempts and waits together.",
    schema: { type: "integer", minimum: 1, maximum: deadlineMsAllowed, default: deadlineMsDefault },
  },
  {
    name: "X-Ajar-Release",
    in: "header",
    description: "The release of your program. The first call that names one marks a deploy in the charts of problems.",
    schema: { type: "string", minLength: 1, maxLength: 100 },
  },
  {
    name: "X-Ajar-Guard",
    in: "header",
    description: "`off` sends this call whatever the guard holds.",
    schema: { enum: ["on", "off"], default: "on" },
  },
  {
    name: "X-Ajar-Priority",
    in: "header",
    description: "Who goes first while the budget is critical, if Settings say so: bulk work is `low`.",
    schema: { enum: priorities, default: "normal" },
  },
];

const own: Readonly<Record<number, string>> = {
  400: "A path or an X-Ajar header that is not forwarded",
  401: "No gateway token, or one that opens nothing",
  408: "A body that took longer than a minute",
  413: "A body of more than 10 MiB",
  424: "Held by the guard, never sent",
  429: "Held back by the pacer beyond its deadline, never sent",
  502: "Kisi could not be reached",
  503: "Held back by the open breaker, or no room for the body beside those of other calls; never sent",
  504: "Kisi did not answer in time",
};

const marked = { "X-Ajar-Answer": { description: "Ajar's own answer, not Kisi's.", schema: { const: "true" } } };

const answered = {
  description: "Kisi's answer, byte for byte. It never carries X-Ajar-Answer.",
  headers: {
    "X-Ajar-Call": { description: "The id of the call in this Ajar.", schema: { type: "string" } },
    "X-Ajar-Attempts": { description: "How many attempts it took.", schema: { type: "integer" } },
  },
};

function responsesOf(writer: SchemaWriter) {
  const guardProblem = writer.write(guardProblemSchema);
  const ownAnswers = Object.entries(own).map(([status, description]) => {
    const schema = status === "424" ? guardProblem : { $ref: "#/components/schemas/Problem" };
    return [
      status,
      {
        description: `${description}. Or Kisi's answer, then without X-Ajar-Answer.`,
        headers: marked,
        content: { [problemContentType]: { schema } },
      },
    ];
  });
  return { default: answered, ...Object.fromEntries(ownAnswers) };
}

/** The gateway: any method on any path below /kisi. */
export function gatewayPaths(writer: SchemaWriter): Paths {
  const responses = responsesOf(writer);
  const operations = methods.map((method) => [
    method,
    {
      operationId: `forward${method.charAt(0).toUpperCase()}${method.slice(1)}`,
      summary: "Forward a call to Kisi, byte for byte",
      description: "Retried, paced and guarded as the docs say; recorded with its retries. Redirects are handed back.",
      security: [{ gatewayToken: [] }],
      parameters,
      responses,
    },
  ]);
  return { "/kisi/{path}": Object.fromEntries(operations) };
}
