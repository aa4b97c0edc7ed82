CREATE TABLE trails (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  length numeric(6,2)
);
CREATE TYPE difficulty AS ENUM ('easy', 'hard; really');
ALTER TABLE trails ADD difficulty difficulty NOT NULL DEFAULT 'easy';
CREATE TABLE shelters (
  trail_id bigint NOT NULL REFERENCES trails,
  name text PRIMARY KEY, -- of the shelter
  beds smallint CHECK (beds > 0)
);
COMMENT ON TABLE shelters IS 'one / or many';
CREATE FUNCTION beds_of(trail bigint) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
  total bigint;
BEGIN
  SELECT sum(beds) INTO total FROM shelters WHERE trail_id = trail; -- maybe none
  RETURN coalesce(total, 0);
END;
$$;
CREATE INDEX CONCURRENTLY shelters_trail ON shelters (trail_id);
INSERT INTO trails (name, length) VALUES ('Kungsleden', 430), ('Höga kusten', 130.5);
INSERT INTO shelters SELECT id, name || ' hut', 4 FROM trails;
CREATE OR REPLACE VIEW overview AS SELECT name, length, beds_of(id) AS beds FROM trails;
