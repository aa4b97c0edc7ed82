DO $$ BEGIN
 CREATE TYPE "public"."level" AS ENUM('A1', 'B2');
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;
--> statement-breakpoint
ALTER TABLE "courses" ADD COLUMN "level" "level";
