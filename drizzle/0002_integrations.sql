CREATE TABLE `credential_users` (
	`fingerprint` text PRIMARY KEY NOT NULL,
	`kisi_user` text NOT NULL,
	`origin` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `integration_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`integration` text NOT NULL,
	`kind` text NOT NULL,
	`prefix` text NOT NULL,
	`token_hash` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`last_used_at_ms` integer,
	FOREIGN KEY (`integration`) REFERENCES `registered_integrations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `integration_tokens_token_hash_unique` ON `integration_tokens` (`token_hash`);--> statement-breakpoint
CREATE INDEX `integration_tokens_by_integration` ON `integration_tokens` (`integration`);--> statement-breakpoint
CREATE TABLE `registered_integrations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`revoked_at_ms` integer,
	`identifier` text,
	`contact` text,
	`token_in_path` integer NOT NULL,
	`sealed_key` text,
	`key_last4` text,
	`key_set_at_ms` integer
);
