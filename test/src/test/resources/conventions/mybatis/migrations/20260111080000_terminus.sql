-- // terminus of a line
CREATE FUNCTION terminus(which varchar) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT name FROM stop WHERE line = which ORDER BY position DESC LIMIT 1;
$$;

-- //@UNDO
DROP FUNCTION terminus(varchar);
