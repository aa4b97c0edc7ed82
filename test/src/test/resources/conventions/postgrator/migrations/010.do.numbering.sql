CREATE FUNCTION next_number(p integer) RETURNS integer AS '
BEGIN
  RETURN (SELECT coalesce(max(number), 0) + 1 FROM episode WHERE podcast_id = p);
END;
' LANGUAGE plpgsql;
