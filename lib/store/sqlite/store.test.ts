import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe } from "vitest";
import { describeArchive } from "#lib/store/archive.contract";
import { describeCalls } from "#lib/store/calls.contract";
import { describeFigures } from "#lib/store/figures.contract";
import { describeIngest } from "#lib/store/ingest.contract";
import { openSqliteStore, type SqliteStoreOptions } from "#lib/store/sqlite/open";
import { describeStore } from "#lib/store/store.contract";
import { systemClock } from "#lib/time/clock";

const dir = mkdtempSync(join(tmpdir(), "ajar-store-"));
afterAll(() => rmSync(dir, { recursive: true }));
let opened = 0;
const open = (tuning: SqliteStoreOptions["tuning"] = {}) =>
  openSqliteStore({ dir: join(dir, String(opened++)), clock: systemClock, tuning });

describeStore("SQLite", open);

describe("SQLite, where rows are never counted instead of rollups", () => {
  const openCounting = () => open({ figureLimits: { rowsForExact: 0, rowsAtEdge: 1_000, rowsMax: 1_000_000 } });
  describeFigures(openCounting);
  describeIngest(openCounting);
});

describe("SQLite, where of a few rows at an edge their span is taken whole and the others are taken off again", () => {
  describeFigures(() => open({ figureLimits: { rowsForExact: 0, rowsAtEdge: 5, rowsMax: 1_000_000 } }));
});

describe("SQLite, where a page looks through five rows at most", () => {
  const scanLimits = { rowsAtOnce: 2, rowsMax: 5, withinMs: 60_000 };
  describeCalls(() => open({ scanLimits }));
  describeArchive(() => open({ scanLimits }));
});
