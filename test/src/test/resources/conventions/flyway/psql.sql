CREATE TABLE release_log (at_event text PRIMARY KEY, happened integer NOT NULL DEFAULT 1);
INSERT INTO release_log VALUES ('beforeMigrate');

-- Bücher und Exemplare
CREATE SCHEMA catalogue;

CREATE TYPE catalogue.condition AS ENUM ('new', 'worn', 'beschädigt');

CREATE TABLE catalogue.book (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  isbn      varchar(13) UNIQUE,
  title     text NOT NULL,
  language  char(2) NOT NULL DEFAULT 'de'
);

CREATE TABLE catalogue.copy (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  book_id   bigint NOT NULL REFERENCES catalogue.book ON DELETE CASCADE,
  condition catalogue.condition NOT NULL DEFAULT 'new'
);

\ir migrations/release_1.0/V1_1__create_readers.sql

CREATE TABLE loan (
  id          bigserial PRIMARY KEY,
  copy_id     bigint NOT NULL REFERENCES catalogue.copy,
  reader_id   integer NOT NULL REFERENCES reader,
  lent_on     date NOT NULL,
  returned_on date,
  CHECK (returned_on >= lent_on)
);

\ir migrations/release_1.1/V1.3__index_loans.sql

CREATE FUNCTION check_loan_limit() RETURNS trigger
LANGUAGE plpgsql
AS $body$
DECLARE
  open_loans integer;
BEGIN
  SELECT count(*) INTO open_loans FROM loan WHERE reader_id = NEW.reader_id AND returned_on IS NULL;
  IF open_loans >= 5 THEN
    RAISE EXCEPTION 'reader % has % loans already', NEW.reader_id, open_loans; -- too many
  END IF;
  RETURN NEW;
END;
$body$;

CREATE TRIGGER loan_limit BEFORE INSERT ON loan FOR EACH ROW EXECUTE FUNCTION check_loan_limit();

\ir migrations/release_2.0/V2.0.0__fines.sql
CREATE VIEW readers_with_mail AS SELECT * FROM reader WHERE email IS NOT NULL;

\ir migrations/repeatable/R__Open_loans.sql
\ir migrations/repeatable/R__Reader_overview.sql

GRANT SELECT ON ALL TABLES IN SCHEMA public, catalogue TO PUBLIC;
