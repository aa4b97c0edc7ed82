-- up migration
CREATE FUNCTION next_concert(choir integer) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT min(held_at) FROM concerts WHERE choir_id = choir AND held_at > now());
END;
$$;
CREATE VIEW silent_choirs AS SELECT id FROM choirs WHERE next_concert(id) IS NULL;

-- down migration
DROP VIEW silent_choirs;
DROP FUNCTION next_concert(integer);
