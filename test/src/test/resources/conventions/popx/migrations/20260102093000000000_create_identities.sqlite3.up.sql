CREATE TABLE "identities" ("id" TEXT PRIMARY KEY, "traits" TEXT NOT NULL);
