import { AppError } from "#lib/errors";
import type { ExpectedFailure, RiskSettings } from "#lib/model/risk-settings";

// The form of the limits in plain texts: a row a limit, blank ones left out, shares in per cent.

/** The rows that the form shows: one for each limit, and a blank one while there is room. */
export type LimitRow = { readonly seconds: string; readonly rate: string; readonly count: string };

const limitsMax = 6;

/** The windows that the form offers, in seconds. */
export const offeredSpans = [600, 3_600, 6 * 3_600, 86_400, 7 * 86_400, 30 * 86_400];

/** The texts of the rows for what is set. */
export function limitRows({ limits }: Pick<RiskSettings, "limits">): readonly LimitRow[] {
  const rows = limits.map(({ seconds, rate, count }) => ({
    seconds: String(seconds),
    rate: rate === null ? "" : percentText(rate),
    count: count === null ? "" : String(count),
  }));
  if (rows.length === limitsMax) return rows;
  const isFree = (span: number) => limits.every(({ seconds }) => seconds !== span);
  return [...rows, { seconds: String(offeredSpans.find(isFree) ?? 60), rate: "", count: "" }];
}

/** The limits that rows mean, and of which row each is, so that what is refused can be said there. */
export function parseLimitRows(rows: readonly LimitRow[]) {
  const filled = rows.map((row, index) => ({ row, index })).filter(({ row }) => row.rate !== "" || row.count !== "");
  return {
    indexes: filled.map(({ index }) => index),
    limits: filled.map(({ row: { seconds, rate, count } }) => ({
      seconds: Number(seconds),
      rate: rate === "" ? null : percentOf(rate),
      count: count === "" ? null : Number(count),
    })),
  };
}

/** `0.05` → `5`, without what dividing by a hundred adds. */
export function percentText(share: number): string {
  return String(Number((share * 100).toFixed(6)));
}

/** `5`, `5 %` or `2,5` → the share; NaN for anything else. */
export function percentOf(text: string): number {
  const plain = text.replace("%", "").replace(",", ".").trim();
  return plain === "" ? Number.NaN : Number((Number(plain) / 100).toFixed(8));
}

/** One failure a line: `GET /locks/{id} 404`. */
export function expectedText(expected: readonly ExpectedFailure[]): string {
  return expected.map(({ route, status }) => `${route} ${status}`).join("\n");
}

/** The failures of a text, one a line. Throws `bad_input` naming the first line that is none. */
export function parseExpected(text: string): readonly ExpectedFailure[] {
  const lines = text.split("\n").map((line) => line.trim());
  return lines
    .filter((line) => line !== "")
    .map((line) => {
      const [, route, status] = /^([A-Za-z]+ \/\S*)\s+(\d{3})$/.exec(line) ?? [];
      if (route && status) {
        const [method = "", path = ""] = route.split(" ");
        return { route: `${method.toUpperCase()} ${path}`, status: Number(status) };
      }
      const message = `must be lines such as GET /locks/{id} 404; this one is not: ${line.slice(0, 80)}`;
      throw new AppError("bad_input", `expected ${message}`, { errors: [{ path: "expected", message }] });
    });
}

/** Says of a refused field where it stands in the form: `limits.1.count` of the second filled row is that row's. */
export function fieldOfPath(path: string, indexes: readonly number[]): string {
  const [first = "", second = "", field = ""] = path.split(".");
  if (first === "limits" && second !== "") return `${field || "count"}.${indexes[Number(second)] ?? 0}`;
  if (first === "levels") return second;
  return first;
}
