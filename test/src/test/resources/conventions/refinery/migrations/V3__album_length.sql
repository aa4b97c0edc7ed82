CREATE FUNCTION album_length(a integer) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT sum(seconds) FROM track WHERE album_id = a;
$$;
