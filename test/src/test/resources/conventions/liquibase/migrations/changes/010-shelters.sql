--liquibase formatted sql
--property name:beds value:smallint

--changeset ann:1 endDelimiter:/
CREATE TABLE shelters (
  trail_id bigint NOT NULL REFERENCES trails,
  name text PRIMARY KEY, -- of the shelter
  beds ${beds} CHECK (beds > 0)
)
/
COMMENT ON TABLE shelters IS 'one / or many'
/
/* liquibase rollback
-- with all that is in it
DROP TABLE shelters;
*/

--changeset ann:2 splitStatements:false stripComments:false
CREATE FUNCTION beds_of(trail bigint) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
  total bigint;
BEGIN
  SELECT sum(beds) INTO total FROM shelters WHERE trail_id = trail; -- maybe none
  RETURN coalesce(total, 0);
END;
$$;
--rollback DROP FUNCTION beds_of(bigint);
