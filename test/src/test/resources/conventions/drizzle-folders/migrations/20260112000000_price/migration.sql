ALTER TABLE "dishes" ADD COLUMN "price" numeric(6, 2);--> statement-breakpoint
ALTER TABLE "dishes" ADD CONSTRAINT "price_positive" CHECK ("price" > 0);
