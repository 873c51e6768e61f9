import type { AnswerRows } from "./console-state";

const columnsMax = 6;
const preferred = ["id", "name", "email", "description", "type", "place_id", "online", "unlocked", "locked_down"];

/**
 * A list of records as a small table: `id` and the columns that tell records apart first, flat values only.
 * Null if the body is no list of records with ids.
 */
export function rowsOf(body: unknown): AnswerRows | null {
  if (!Array.isArray(body) || body.length === 0) return null;
  const records = body.filter(isRecord);
  if (records.length !== body.length) return null;
  const names = new Set(records.flatMap((record) => Object.keys(record).filter((name) => isFlat(record[name]))));
  const columns = [
    ...preferred.filter((name) => names.has(name)),
    ...[...names].filter((name) => !preferred.includes(name)),
  ];
  const shown = columns.slice(0, columnsMax);
  return {
    columns: shown,
    rows: records.map((record) => ({ id: String(record.id), cells: shown.map((name) => textOf(record[name])) })),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && "id" in value;
}

function isFlat(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function textOf(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return isFlat(value) ? String(value).slice(0, 80) : "";
}
