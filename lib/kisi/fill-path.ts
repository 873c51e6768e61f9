import { AppError } from "#lib/errors";

export type PathParams = Readonly<Record<string, string | number>>;
export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

const parameter = /\{([^}]+)\}/g;
/** What may stand on a request line: no spaces, control characters, backslashes or fragments. */
const requestTarget = /^\/(?![/\\])[\x21\x24-\x5b\x5d-\x7e]*$/;
const dotSegment = /(^|\/)(\.|%2e){1,2}(\/|$)/i;

/**
 * Puts values in the place of `{…}`, each encoded as exactly one segment. Throws `bad_input` naming every value that is
 * missing, empty, a dot segment, not text, or not asked for.
 */
export function fillPath(template: string, params: PathParams): string {
  const names = [...template.matchAll(parameter)].map(([, name]) => name ?? "");
  const unknown = Object.keys(params).filter((name) => !names.includes(name));
  const problems = [
    ...names.map((name) => ({ name, problem: problemOf(Object.hasOwn(params, name) ? params[name] : undefined) })),
    ...unknown.map((name) => ({ name, problem: `is no parameter of ${template}` })),
  ].flatMap(({ name, problem }) => (problem === null ? [] : [{ path: `params.${name}`, message: problem }]));
  if (problems.length > 0) {
    const list = problems.map(({ path, message }) => `${path} ${message}`).join("; ");
    throw new AppError("bad_input", list, { errors: problems });
  }
  return template.replace(parameter, (_, name: string) => encodeURIComponent(params[name] ?? ""));
}

/** Path and query as they go on the request line. Null and undefined are left out. Throws `bad_input` as it says. */
export function buildRequestTarget(path: string, query: Query = {}): string {
  const [pathOnly = ""] = path.split("?", 1);
  if (!requestTarget.test(path) || dotSegment.test(pathOnly)) {
    const message = "must begin with one / and hold no spaces, backslashes, fragments or dot segments";
    throw new AppError("bad_input", `path ${message}`, { errors: [{ path: "path", message }] });
  }
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) search.append(name, String(value));
  }
  if (search.size === 0) return path;
  return `${path}${path.includes("?") ? "&" : "?"}${search}`;
}

function problemOf(value: string | number | undefined): string | null {
  if (value === undefined) return "is missing";
  const text = String(value);
  if (text === "") return "is empty";
  if (text === "." || text === "..") return "cannot be a dot: it would lead to another path";
  return text.isWellFormed() ? null : "holds half of a character: copy it once more";
}
