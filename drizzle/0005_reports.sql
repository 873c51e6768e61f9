CREATE TABLE `conduct_days` (
	`day` text PRIMARY KEY NOT NULL,
	`content` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `report_parts` (
	`report` text NOT NULL,
	`part` integer NOT NULL,
	`csv` blob NOT NULL,
	`ndjson` blob NOT NULL,
	PRIMARY KEY(`report`, `part`),
	FOREIGN KEY (`report`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `reports` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`spec` text NOT NULL,
	`content` text,
	`created_at_ms` integer NOT NULL,
	`changed_at_ms` integer NOT NULL,
	`number` integer,
	`issued_at_ms` integer,
	`issued_by` text,
	`sha256` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reports_number_unique` ON `reports` (`number`);