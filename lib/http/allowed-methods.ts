import { apiOperations } from "#lib/http/api-operations";

/** Each path of the API as a pattern of the addresses that it stands for, with its methods. */
const paths = [...Map.groupBy(apiOperations, ({ path }) => path)].map(([path, operations]) => ({
  pattern: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`),
  methods: [...operations.flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method])), "OPTIONS"],
}));

/** So that each may be told that there is nothing. */
const methodsOfNothing = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** The methods that an address of the JSON API answers, as `Allow` lists them. */
export function allowedMethods(path: string): readonly string[] {
  return paths.find(({ pattern }) => pattern.test(path))?.methods ?? methodsOfNothing;
}
