import { describe } from "vitest";
import { describeFigures } from "#lib/store/figures.contract";
import type { Store } from "#lib/store/store";

/** What any store must do, whatever it keeps its rows in. `open` gives an empty one, which the tests close. */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    describe("figures", () => describeFigures(open));
  });
}
