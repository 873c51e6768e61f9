-- What problems did in each hour, and who met them; 0 for traffic of no integration, or without a key.
-- Clustered by its key, so that the chart of a problem reads one stretch of pages.
CREATE TABLE `problem_figures` (
	`problem_id` integer NOT NULL,
	`starts_at_s` integer NOT NULL,
	`integration_id` integer NOT NULL,
	`credential_id` integer NOT NULL,
	`attempts` integer NOT NULL,
	`calls` integer NOT NULL,
	PRIMARY KEY(`problem_id`, `starts_at_s`, `integration_id`, `credential_id`)
) WITHOUT ROWID;
