ALTER TABLE `attempts` ADD `external_key` text;--> statement-breakpoint
CREATE UNIQUE INDEX `attempts_by_external_key` ON `attempts` (`external_key`) WHERE external_key IS NOT NULL;