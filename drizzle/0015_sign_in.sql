CREATE TABLE `known_places` (
	`account_id` integer NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`seen_at_ms` integer NOT NULL,
	PRIMARY KEY(`account_id`, `kind`, `name`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `known_places_by_seen` ON `known_places` (`seen_at_ms`);--> statement-breakpoint
CREATE TABLE `sign_in_tries` (
	`key` text PRIMARY KEY NOT NULL,
	`tries` integer NOT NULL,
	`ends_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_in_tries_by_end` ON `sign_in_tries` (`ends_at_ms`);