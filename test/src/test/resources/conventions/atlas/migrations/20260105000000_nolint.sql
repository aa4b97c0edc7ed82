-- atlas:nolint destructive
-- Modify "comments" table
ALTER TABLE "comments" ADD COLUMN "author" text NULL;
