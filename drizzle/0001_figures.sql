-- The rollups: sums of attempts by span of time, key, outcome and status (lib/store/sqlite/rollups.ts).
-- Clustered by its key, so that a chart reads one stretch of pages.
CREATE TABLE `figures` (
	`rollup` integer NOT NULL,
	`starts_at_s` integer NOT NULL,
	`key` integer NOT NULL,
	`outcome` integer NOT NULL,
	`status` integer NOT NULL,
	`attempts` integer NOT NULL,
	`calls` integer NOT NULL,
	`retries` integer NOT NULL,
	`latencies` blob NOT NULL,
	PRIMARY KEY(`rollup`, `starts_at_s`, `key`, `outcome`, `status`)
) WITHOUT ROWID;
