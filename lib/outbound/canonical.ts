/** What stands for a value, by the name of its field. */
export type ReadValue = (name: string, value: unknown) => unknown;

/** JSON with its keys in order and each plain value as `readValue` has it; null for a text that is not JSON. */
export function canonicalJson(text: string, readValue: ReadValue): string | null {
  try {
    return JSON.stringify(order("", JSON.parse(text), readValue));
  } catch {
    // Not JSON, or nested deeper than the stack: then the text stands for itself.
    return null;
  }
}

function order(name: string, value: unknown, readValue: ReadValue): unknown {
  if (Array.isArray(value)) return value.map((item) => order(name, item, readValue));
  if (typeof value !== "object" || value === null) return readValue(name, value);
  // As pairs: an object would put keys that look like numbers first, and lose `__proto__`.
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { of: pairs.map(([key, item]) => [key, order(key, item, readValue)]) };
}

/** A query, or a form's body, with its fields in order and each value as `readValue` has it. */
export function canonicalQuery(query: string, readValue: ReadValue): string {
  const pairs = query.split("&").map((field) => {
    const [name = "", ...value] = field.split("=");
    return [name, readValue(name, decode(value.join("=")))] as const;
  });
  // Several values of one name keep their order: servers read them as a list, or take the last.
  return JSON.stringify(pairs.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    // Not encoded as it should be: then it stands for itself.
    return text;
  }
}
