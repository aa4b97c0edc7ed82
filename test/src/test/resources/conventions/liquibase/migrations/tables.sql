-- liquibase formatted sql

-- changeset ann:create-trails
-- comment: length in kilometres; no undo
CREATE TABLE trails (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  length numeric(6,2)
);

--changeset "Bob B.":"2" dbms:postgresql,h2
CREATE TYPE difficulty AS ENUM ('easy', 'hard; really');
ALTER TABLE trails ADD difficulty difficulty NOT NULL DEFAULT 'easy';
--rollback ALTER TABLE trails DROP difficulty;
--rollback DROP TYPE difficulty;

--changeset ann:oracle dbms:oracle
CREATE TABLE trails_of_oracle (id NUMBER);
