DROP INDEX `calls_not_successful`;--> statement-breakpoint
DROP INDEX `calls_retried`;--> statement-breakpoint
DROP INDEX `calls_slow`;--> statement-breakpoint
CREATE INDEX `calls_not_successful` ON `attempts` (`call_started_at_ms`,`id`,`call_latency_ms`,`outcome`,`status`,`route_id`,`integration_id`,`credential_id`) WHERE call_started_at_ms IS NOT NULL AND outcome <> 0;--> statement-breakpoint
CREATE INDEX `calls_retried` ON `attempts` (`call_started_at_ms`,`id`,`call_latency_ms`,`call_attempts`,`outcome`,`status`,`route_id`,`integration_id`,`credential_id`) WHERE call_started_at_ms IS NOT NULL AND call_attempts > 1;--> statement-breakpoint
CREATE INDEX `calls_slow` ON `attempts` (`call_started_at_ms`,`id`,`call_latency_ms`,`outcome`,`status`,`route_id`,`integration_id`,`credential_id`) WHERE call_started_at_ms IS NOT NULL AND call_latency_ms >= 1000;