INSERT INTO "Person" ("fullName", "createdAt") VALUES ('Þóra', '2026-03-02 00:00:00');
