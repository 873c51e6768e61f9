CREATE TABLE `problems` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`route_id` integer NOT NULL,
	`fingerprint` text NOT NULL,
	`outcome` integer NOT NULL,
	`status` integer,
	`error_code` text,
	`fields` text NOT NULL,
	`network_error` integer,
	`other` integer NOT NULL,
	`first_seen_at_ms` integer NOT NULL,
	`last_seen_at_ms` integer NOT NULL,
	`attempts` integer NOT NULL,
	`calls` integer NOT NULL,
	`state` text NOT NULL,
	`mute_kind` text,
	`mute_until_ms` integer,
	`mute_until_attempts` integer,
	`resolved_at_ms` integer,
	`regress_after_ms` integer,
	`regressed_at_ms` integer,
	`escalating_since_ms` integer,
	`revision` integer NOT NULL,
	FOREIGN KEY (`route_id`) REFERENCES `routes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `problems_public_id_unique` ON `problems` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `problems_by_fingerprint` ON `problems` (`route_id`,`fingerprint`);--> statement-breakpoint
CREATE TABLE `deploys` (
	`id` integer PRIMARY KEY NOT NULL,
	`release` text NOT NULL,
	`at_ms` integer NOT NULL,
	`integration` text,
	`origin` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `deploys_by_time` ON `deploys` (`at_ms`);--> statement-breakpoint
CREATE UNIQUE INDEX `deploys_once` ON `deploys` (`release`,`at_ms`,`integration`);--> statement-breakpoint
CREATE UNIQUE INDEX `deploys_once_for_all` ON `deploys` (`release`,`at_ms`) WHERE integration IS NULL;--> statement-breakpoint
CREATE TABLE `problem_events` (
	`id` integer PRIMARY KEY NOT NULL,
	`problem_id` integer NOT NULL,
	`at_ms` integer NOT NULL,
	`author` text,
	`state` text,
	`note` text,
	FOREIGN KEY (`problem_id`) REFERENCES `problems`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `problem_events_by_problem` ON `problem_events` (`problem_id`,`at_ms`);--> statement-breakpoint
ALTER TABLE `attempts` ADD `problem_id` integer REFERENCES problems(id);--> statement-breakpoint
CREATE INDEX `calls_by_problem` ON `attempts` (`problem_id`,`call_started_at_ms`) WHERE call_started_at_ms IS NOT NULL AND problem_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `attempts_by_problem` ON `attempts` (`problem_id`,`started_at_ms`,`latency_ms`,`integration_id`,`credential_id`,`call_attempts`) WHERE problem_id IS NOT NULL;