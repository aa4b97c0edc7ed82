CREATE FUNCTION total_grams(b bigint) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT sum(grams) FROM loaf WHERE bakery_id = b);
END;
$$;
