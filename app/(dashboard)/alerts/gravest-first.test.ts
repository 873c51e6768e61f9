import { expect, test } from "vitest";
import { gravestFirst } from "./gravest-first";

test("the gravest alert stands first, and of one severity the one that came first", () => {
  const alerts = [
    { id: "a", severity: "notice" },
    { id: "b", severity: "critical" },
    { id: "c", severity: "warning" },
    { id: "d", severity: "critical" },
  ] as const;
  expect(gravestFirst(alerts).map(({ id }) => id)).toEqual(["b", "d", "c", "a"]);
});
