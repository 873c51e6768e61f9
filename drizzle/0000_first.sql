CREATE TABLE `accounts` (
	`id` integer PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`password_hash` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	CONSTRAINT "accounts_one_owner" CHECK((role = 'owner') = (id = 1))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_by_email` ON `accounts` (lower(email));--> statement-breakpoint
CREATE TABLE `api_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`prefix` text NOT NULL,
	`token_hash` text NOT NULL,
	`scopes` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`last_used_at_ms` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_tokens_token_hash_unique` ON `api_tokens` (`token_hash`);--> statement-breakpoint
CREATE TABLE `attempts` (
	`id` integer PRIMARY KEY NOT NULL,
	`call_id` text NOT NULL,
	`attempt` integer NOT NULL,
	`started_at_ms` integer NOT NULL,
	`route_id` integer NOT NULL,
	`integration_id` integer,
	`credential_id` integer,
	`source` integer NOT NULL,
	`path` text NOT NULL,
	`outcome` integer NOT NULL,
	`status` integer,
	`network_error` integer,
	`blocked_reason` integer,
	`latency_ms` real NOT NULL,
	`ttfb_ms` real,
	`held_back_ms` real NOT NULL,
	`waited_ms` real NOT NULL,
	`retry_after_ms` real,
	`error_code` text,
	`error_message` text,
	`deprecation` text,
	`sunset` text,
	`call_started_at_ms` integer,
	`call_attempts` integer,
	`call_latency_ms` real,
	`call_held_back_ms` real,
	FOREIGN KEY (`route_id`) REFERENCES `routes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`integration_id`) REFERENCES `integrations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`credential_id`) REFERENCES `credentials`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attempts_by_call` ON `attempts` (`call_id`,`attempt`);--> statement-breakpoint
CREATE INDEX `attempts_by_time` ON `attempts` (`started_at_ms`,`outcome`,`status`,`route_id`,`integration_id`,`credential_id`,`attempt`,`call_attempts`,`latency_ms`);--> statement-breakpoint
CREATE INDEX `calls_by_time` ON `attempts` (`call_started_at_ms`) WHERE call_started_at_ms IS NOT NULL;--> statement-breakpoint
CREATE INDEX `calls_by_route` ON `attempts` (`route_id`,`call_started_at_ms`) WHERE call_started_at_ms IS NOT NULL;--> statement-breakpoint
CREATE INDEX `calls_by_credential` ON `attempts` (`credential_id`,`call_started_at_ms`) WHERE call_started_at_ms IS NOT NULL AND credential_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `calls_by_integration` ON `attempts` (`integration_id`,`call_started_at_ms`) WHERE call_started_at_ms IS NOT NULL AND integration_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `calls_by_status` ON `attempts` (`status`,`call_started_at_ms`) WHERE call_started_at_ms IS NOT NULL AND status <> 200;--> statement-breakpoint
CREATE INDEX `calls_not_successful` ON `attempts` (`call_started_at_ms`) WHERE call_started_at_ms IS NOT NULL AND outcome <> 0;--> statement-breakpoint
CREATE INDEX `calls_not_gateway` ON `attempts` (`call_started_at_ms`) WHERE call_started_at_ms IS NOT NULL AND source <> 1;--> statement-breakpoint
CREATE INDEX `calls_retried` ON `attempts` (`call_started_at_ms`) WHERE call_started_at_ms IS NOT NULL AND call_attempts > 1;--> statement-breakpoint
CREATE INDEX `calls_slow` ON `attempts` (`call_started_at_ms`) WHERE call_started_at_ms IS NOT NULL AND call_latency_ms >= 1000;--> statement-breakpoint
CREATE TABLE `credentials` (
	`id` integer PRIMARY KEY NOT NULL,
	`fingerprint` text NOT NULL,
	`last4` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `credentials_fingerprint_unique` ON `credentials` (`fingerprint`);--> statement-breakpoint
CREATE TABLE `exchanges` (
	`attempt_id` integer PRIMARY KEY NOT NULL,
	`content` text NOT NULL,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `integrations` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `integrations_name_unique` ON `integrations` (`name`);--> statement-breakpoint
CREATE TABLE `marks` (
	`name` text PRIMARY KEY NOT NULL,
	`at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `routes` (
	`id` integer PRIMARY KEY NOT NULL,
	`method` text NOT NULL,
	`route` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `routes_by_name` ON `routes` (`route`,`method`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`last_seen_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sessions_by_account` ON `sessions` (`account_id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
