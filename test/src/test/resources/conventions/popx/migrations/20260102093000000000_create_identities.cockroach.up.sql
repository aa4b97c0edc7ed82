CREATE TABLE "identities" ("id" UUID NOT NULL, PRIMARY KEY("id"), "traits" JSON NOT NULL, INDEX (traits));
