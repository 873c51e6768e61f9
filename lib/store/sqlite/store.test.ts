import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { describeStore } from "#lib/store/store.contract";
import { systemClock } from "#lib/time/clock";

const dir = mkdtempSync(join(tmpdir(), "ajar-store-"));
afterAll(() => rmSync(dir, { recursive: true }));
let opened = 0;
const open = (tuning = {}) => openSqliteStore({ dir: join(dir, String(opened++)), clock: systemClock, tuning });

describeStore("SQLite", open);
describeStore("SQLite, figures always from rollups", () =>
  open({ figureLimits: { rowsForExact: 0, rowsMax: 3_000_000 } }),
);
