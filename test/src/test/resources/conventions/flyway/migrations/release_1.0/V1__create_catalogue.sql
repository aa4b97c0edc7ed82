-- Bücher und Exemplare
CREATE SCHEMA ${catalogue_schema};

CREATE TYPE ${catalogue_schema}.condition AS ENUM ('new', 'worn', 'beschädigt');

CREATE TABLE ${catalogue_schema}.book (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  isbn      varchar(13) UNIQUE,
  title     text NOT NULL,
  language  char(2) NOT NULL DEFAULT '${default_language}'
);

CREATE TABLE ${catalogue_schema}.copy (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  book_id   bigint NOT NULL REFERENCES ${catalogue_schema}.book ON DELETE CASCADE,
  condition ${catalogue_schema}.condition NOT NULL DEFAULT 'new'
);
