import type { Paths } from "#lib/http/openapi-document";
import { problemContentType } from "#lib/http/problem";
import { deadlineMsAllowed, deadlineMsDefault, retriesMaxAllowed, retriesMaxDefault } from "#lib/kisi/outbound-request";

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
];

const own: Readonly<Record<number, string>> = {
  400: "A path or an X-Ajar header that is not forwarded",
  401: "No gateway token, or one that opens nothing",
  413: "A body of more than 10 MiB",
  429: "Held back by the pacer beyond its deadline, never sent",
  502: "Kisi could not be reached",
  503: "Held back by the open breaker, never sent",
  504: "Kisi did not answer in time",
};

const marked = { "X-Ajar-Answer": { description: "Ajar's own answer, not Kisi's.", schema: { const: "true" } } };

const responses = {
  default: {
    description: "Kisi's answer, byte for byte. It never carries X-Ajar-Answer.",
    headers: {
      "X-Ajar-Call": { description: "The id of the call in this Ajar.", schema: { type: "string" } },
      "X-Ajar-Attempts": { description: "How many attempts it took.", schema: { type: "integer" } },
    },
  },
  ...Object.fromEntries(
    Object.entries(own).map(([status, description]) => [
      status,
      {
        description: `${description}. Or Kisi's answer, then without X-Ajar-Answer.`,
        headers: marked,
        content: { [problemContentType]: { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  ),
};

/** The gateway: any method on any path below /kisi. */
export const gatewayPaths: Paths = {
  "/kisi/{path}": Object.fromEntries(
    methods.map((method) => [
      method,
      {
        operationId: `forward${method.charAt(0).toUpperCase()}${method.slice(1)}`,
        summary: "Forward a call to Kisi, byte for byte",
        description: "Retried and paced as the docs say; recorded with its retries. Redirects are handed back.",
        security: [{ gatewayToken: [] }],
        parameters,
        responses,
      },
    ]),
  ),
};
