CREATE FUNCTION rank_of(athlete integer, d integer) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT count(*) + 1 FROM result
  WHERE discipline_id = d AND seconds < (SELECT seconds FROM result WHERE discipline_id = d AND athlete_id = athlete);
$$;
