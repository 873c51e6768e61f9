import { expect, test, vi } from "vitest";
import { AppError } from "#lib/errors";

test("an error made by another copy of the module is one, too", async () => {
  vi.resetModules();
  const copy = await import("#lib/errors");
  expect(copy.AppError).not.toBe(AppError);
  expect(new copy.AppError("not_found", "No such call")).toBeInstanceOf(AppError);
  expect(new AppError("not_found", "No such call")).toBeInstanceOf(copy.AppError);
});

test.each([new Error("no"), { code: "not_found", message: "no", errors: [] }, null, "no"])("%s is none", (value) => {
  expect(value instanceof AppError).toBe(false);
});
