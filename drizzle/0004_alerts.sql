CREATE TABLE `alert_channels` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`target` text NOT NULL,
	`sealed` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`disabled_at_ms` integer
);
--> statement-breakpoint
CREATE TABLE `alert_events` (
	`id` integer PRIMARY KEY NOT NULL,
	`alert_id` text NOT NULL,
	`at_ms` integer NOT NULL,
	`kind` text NOT NULL,
	`who` text,
	`words` text NOT NULL,
	FOREIGN KEY (`alert_id`) REFERENCES `alerts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `alert_events_by_alert` ON `alert_events` (`alert_id`);--> statement-breakpoint
CREATE TABLE `alert_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`settings` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `alert_silences` (
	`id` text PRIMARY KEY NOT NULL,
	`rule_id` text,
	`created_at_ms` integer NOT NULL,
	`until_ms` integer NOT NULL,
	`reason` text NOT NULL,
	`who` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `alerts` (
	`id` text PRIMARY KEY NOT NULL,
	`rule_id` text NOT NULL,
	`rule_name` text NOT NULL,
	`kind` text NOT NULL,
	`severity` text NOT NULL,
	`state` text NOT NULL,
	`started_at_ms` integer NOT NULL,
	`ended_at_ms` integer,
	`ending` text,
	`last_breach_at_ms` integer NOT NULL,
	`value` real NOT NULL,
	`peak` real NOT NULL,
	`threshold` real NOT NULL,
	`window_seconds` integer NOT NULL,
	`attempts` integer NOT NULL,
	`bad` integer NOT NULL,
	`summary` text NOT NULL,
	`subjects` text NOT NULL,
	`subject_count` integer NOT NULL,
	`inhibited_by` text,
	`silenced_by` text,
	`acknowledged_at_ms` integer,
	`acknowledged_by` text,
	`reminded_at_ms` integer,
	`frozen_since_ms` integer
);
--> statement-breakpoint
CREATE INDEX `alerts_by_start` ON `alerts` (`started_at_ms`);--> statement-breakpoint
CREATE INDEX `alerts_by_rule` ON `alerts` (`rule_id`,`started_at_ms`);--> statement-breakpoint
CREATE INDEX `alerts_firing` ON `alerts` (`started_at_ms`) WHERE state = 'firing';--> statement-breakpoint
CREATE TABLE `deliveries` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`alert_id` text NOT NULL,
	`channel_id` text NOT NULL,
	`type` text NOT NULL,
	`payload` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`state` text NOT NULL,
	`tries` integer NOT NULL,
	`next_try_at_ms` integer,
	`last_try_at_ms` integer,
	`last_answer` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deliveries_id_unique` ON `deliveries` (`id`);--> statement-breakpoint
CREATE INDEX `deliveries_waiting` ON `deliveries` (`channel_id`,`alert_id`,`seq`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `deliveries_by_alert` ON `deliveries` (`alert_id`);--> statement-breakpoint
CREATE INDEX `deliveries_by_channel` ON `deliveries` (`channel_id`);