CREATE TABLE `request_shapes` (
	`route_id` integer NOT NULL,
	`integration_id` integer NOT NULL,
	`shape` text NOT NULL,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`route_id`, `integration_id`),
	FOREIGN KEY (`route_id`) REFERENCES `routes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `problems` ADD `first_shape` text;--> statement-breakpoint
ALTER TABLE `problems` ADD `first_shape_at_ms` integer;