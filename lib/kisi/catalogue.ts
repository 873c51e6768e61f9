import { operationsText } from "#lib/kisi/operations";

/** One operation of Kisi's API. */
export type Operation = {
  /** Kisi's own name for it: `unlockLock`. */
  readonly operationId: string;
  readonly method: string;
  /** Path template: `/locks/{id}/unlock`. */
  readonly path: string;
  readonly tag: string;
  /** Moves a door, or takes its controller or reader away: never repeated. */
  readonly doorAction: boolean;
  readonly deprecated: boolean;
};

/** All 227 operations, by tag and path. */
export const operations: readonly Operation[] = parseOperations(operationsText);

const byOperationId = new Map(operations.map((operation) => [operation.operationId, operation]));

/** The operation with Kisi's name for it, or undefined. */
export function findOperation(operationId: string): Operation | undefined {
  return byOperationId.get(operationId);
}

/** Reads the notation of `operations.ts`; throws on a line that does not follow it. */
function parseOperations(text: string): Operation[] {
  let tag = "";
  return text
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => {
      if (!line.startsWith("  ")) {
        tag = line;
        return [];
      }
      const [path, list] = line.trim().split(": ");
      if (!path || !list) throw new Error(`no operation in the line "${line}"`);
      return list.split(", ").map((entry) => parseOperation(tag, path, entry));
    });
}

function parseOperation(tag: string, path: string, entry: string): Operation {
  const [method, operationId, ...marks] = entry.split(" ");
  if (!method || !operationId) throw new Error(`no operation in "${entry}" of ${path}`);
  const [doorAction, deprecated] = [marks.includes("door"), marks.includes("deprecated")];
  return { operationId, method, path, tag, doorAction, deprecated };
}
