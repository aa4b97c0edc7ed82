-- depends: 0002.create-wheels
CREATE FUNCTION age_in_days(w wheel, at date) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT at - w.made_on;
$$;
