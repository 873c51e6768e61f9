import { expect, test } from "vitest";
import { rowsOf } from "./answer-rows";

test("telling columns come first, nested values are left to the body", () => {
  const rows = rowsOf([
    { created_at: "2026-01-01", place: { id: 1 }, name: "Main door", id: 7, online: true },
    { created_at: "2026-01-02", place: { id: 1 }, name: "Back door", id: 8, online: null },
  ]);
  expect(rows).toEqual({
    columns: ["id", "name", "online", "created_at"],
    rows: [
      { id: "7", cells: ["7", "Main door", "yes", "2026-01-01"] },
      { id: "8", cells: ["8", "Back door", "", "2026-01-02"] },
    ],
  });
});

test.each([[[]], [{ id: 1 }], [[1, 2]], [[{ name: "no id" }]], [null], ["text"]])("%j is no table", (body) => {
  expect(rowsOf(body)).toBeNull();
});
