import { type Operation, operations } from "#lib/kisi/catalogue";
import { foldPath, isOpaque } from "#lib/kisi/path-folding";
import { isDoorVerb, isTokenVerb } from "#lib/kisi/path-verbs";

export type RouteMatch = {
  /** Method and template: `GET /locks/{id}`. At most 300 characters. */
  readonly route: string;
  readonly template: string;
  /** The catalogue's entry; null for a method and path that Kisi does not publish. */
  readonly operation: Operation | null;
  /** Moves a door; unknown paths count as soon as one of their segments reads like a door verb. */
  readonly doorAction: boolean;
  /**
   * Which segments hold a secret or may hold one, as positions in `path.split("?")[0].split("/")`:
   * for `/controllers/abc/assign` it is `[2]`.
   */
  readonly secretSegments: readonly number[];
};

type Segment = { readonly text: string; readonly position: number };
type Node = { readonly literals: Map<string, Node>; parameter: Node | null; operation: Operation | null };

const knownMethod = /^[A-Z][A-Z-]{0,19}$/;
/** An integration calls the same few hundred paths, and each attempt asks three times. */
const rememberedMax = 1_000;
const rememberedCharsMax = 200;
const remembered = new Map<string, RouteMatch>();

const secretParameters = new Set(["{activation_token}", "{activationToken}", "{token}"]);

const tries = new Map<string, Node>();
const anyMethod = createNode();
for (const operation of operations) {
  addOperation(trieOf(operation.method), operation);
  addOperation(anyMethod, operation);
}

/**
 * Finds the route of a request. `path` is as on the request line, a query may follow. Literal segments win over
 * parameters, a trailing slash is tolerated, HEAD matches what GET matches. Never throws; linear in the path's length.
 */
export function matchRoute(method: string, path: string): RouteMatch {
  const queryAt = path.indexOf("?");
  const pathOnly = queryAt === -1 ? path : path.slice(0, queryAt);
  const request = `${method} ${pathOnly}`;
  const known = remembered.get(request);
  if (known) return known;
  const match = findMatch(method, pathOnly);
  // A path that may hold a secret is not kept.
  if (match.secretSegments.length === 0 && request.length <= rememberedCharsMax) {
    if (remembered.size >= rememberedMax) remembered.clear();
    remembered.set(request, match);
  }
  return match;
}

function findMatch(method: string, path: string): RouteMatch {
  const upperMethod = method.length <= 20 ? method.toUpperCase() : "";
  const shownMethod = knownMethod.test(upperMethod) ? upperMethod : "OTHER";
  const segments = splitPath(path);
  const trie = tries.get(shownMethod === "HEAD" ? "GET" : shownMethod);
  const operation = (trie && findInTrie(trie, segments, 0)) ?? null;
  // A published path with a method that it has not: its template is known all the same.
  const template = operation?.path ?? findInTrie(anyMethod, segments, 0)?.path ?? null;
  const shownTemplate = template ?? foldPath(segments.map(({ text }) => text));
  return {
    route: `${shownMethod} ${shownTemplate}`,
    template: shownTemplate,
    operation,
    doorAction: operation?.doorAction || segments.some(({ text }) => isDoorVerb(text)),
    secretSegments: template === null ? secretsOfUnknown(segments) : secretsOfTemplate(template, segments),
  };
}

function splitPath(path: string): Segment[] {
  const segments: Segment[] = [];
  for (const [position, text] of path.split("/").entries()) {
    if (text !== "") segments.push({ text, position });
  }
  return segments;
}

function secretsOfTemplate(template: string, segments: readonly Segment[]): number[] {
  const parts = template.split("/");
  return segments
    .filter(({ text }, index) => {
      const part = parts[index + 1] ?? "";
      return secretParameters.has(part) || (part === "{id}" && isOpaque(text));
    })
    .map(({ position }) => position);
}

function secretsOfUnknown(segments: readonly Segment[]): number[] {
  return segments
    .filter(({ text }, index) => isOpaque(text) || isTokenVerb(segments[index + 1]?.text ?? ""))
    .map(({ position }) => position);
}

function findInTrie(node: Node, segments: readonly Segment[], depth: number): Operation | null {
  const segment = segments[depth];
  if (segment === undefined) return node.operation;
  const literal = node.literals.get(segment.text);
  const found = literal ? findInTrie(literal, segments, depth + 1) : null;
  if (found || !node.parameter) return found;
  return findInTrie(node.parameter, segments, depth + 1);
}

function trieOf(method: string): Node {
  const trie = tries.get(method) ?? createNode();
  tries.set(method, trie);
  return trie;
}

function addOperation(root: Node, operation: Operation): void {
  let node = root;
  for (const { text } of splitPath(operation.path)) node = childOf(node, text);
  node.operation ??= operation;
}

function childOf(node: Node, part: string): Node {
  if (part.startsWith("{")) {
    node.parameter ??= createNode();
    return node.parameter;
  }
  const child = node.literals.get(part) ?? createNode();
  node.literals.set(part, child);
  return child;
}

function createNode(): Node {
  return { literals: new Map(), parameter: null, operation: null };
}
