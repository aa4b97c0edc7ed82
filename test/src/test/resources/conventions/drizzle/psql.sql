\ir migrations/0000_odd_pilgrim.sql
\ir migrations/0001_brave_tortoise.sql

INSERT INTO "courses" ("title", "seats") VALUES ('Français', 12);
INSERT INTO "courses" ("title", "day") VALUES ('A --> B', 'wed');
UPDATE "courses" SET "seats" = 8 WHERE "seats" IS NULL;

\ir migrations/0003_full_courses.sql
\ir migrations/0004_pink_ghost.sql
