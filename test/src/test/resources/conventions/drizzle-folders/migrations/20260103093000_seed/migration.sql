INSERT INTO "menus" ("served_on") VALUES ('2026-01-05')
--> statement-breakpoint
INSERT INTO "dishes" VALUES (1, 'Rösti')
