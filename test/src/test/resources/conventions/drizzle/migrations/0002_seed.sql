-- Custom SQL migration file, put your code below! --
INSERT INTO "courses" ("title", "seats") VALUES ('Français', 12)
--> statement-breakpoint
INSERT INTO "courses" ("title", "day") VALUES ('A --> B', 'wed')
--> statement-breakpoint
UPDATE "courses" SET "seats" = 8 WHERE "seats" IS NULL
