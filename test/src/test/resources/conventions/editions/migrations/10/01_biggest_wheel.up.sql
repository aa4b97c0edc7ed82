CREATE FUNCTION biggest_wheel(m integer) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT max(diameter) FROM wheel WHERE mill_id = m;
$$;
CREATE VIEW rye_mill AS SELECT id, biggest_wheel(id) FROM mill WHERE grain = 'Roggen';
