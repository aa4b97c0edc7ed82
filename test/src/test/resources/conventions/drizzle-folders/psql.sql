\ir migrations/20260102093000_tan_lark/migration.sql
INSERT INTO "menus" ("served_on") VALUES ('2026-01-05');
INSERT INTO "dishes" VALUES (1, 'Rösti');
\ir migrations/20260110000000_dish_key/migration.sql
\ir migrations/20260111000000_quiet_moth/migration.sql
\ir migrations/20260112000000_price/migration.sql
